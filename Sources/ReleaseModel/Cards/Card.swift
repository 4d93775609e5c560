package import Causality
internal import History

/// A conflict that people should know of: derived from state, never replicated, the same on every replica.
package struct Card: Hashable, Sendable {
    package let id: EntityID
    package let kind: CardKind
    /// The entities it is about, the one that must change first.
    package let subjects: [EntityID]
    package let field: String?
    /// The live operations that compete, ascending.
    package let competing: [OperationID]
    package let options: [CardOption]
    /// What is in force meanwhile, and why.
    package let reading: String
    /// The one command that settles it everywhere, in full.
    package let settle: String
    /// Commands that settle it in another way.
    package let alternatives: [String]

    package init(
        _ kind: CardKind, subjects: [EntityID], field: String? = nil, competing: [OperationID],
        options: [CardOption] = [], reading: String, settle: CardSettlement
    ) {
        id = Self.identifier(kind, subjects: subjects, competing: competing)
        let name = Crockford.text(id)
        self.kind = kind
        self.subjects = subjects
        self.field = field
        self.competing = competing.sorted()
        self.options = options
        self.reading = reading
        self.settle = settle.first.command(card: name)
        alternatives = settle.others.map { $0.command(card: name) }
    }

    /// Puts together a card that was kept.
    package init(
        id: EntityID, _ kind: CardKind, subjects: [EntityID], field: String?,
        competing: [OperationID], options: [CardOption], reading: String, settle: String,
        alternatives: [String]
    ) {
        self.id = id
        self.kind = kind
        self.subjects = subjects
        self.field = field
        self.competing = competing
        self.options = options
        self.reading = reading
        self.settle = settle
        self.alternatives = alternatives
    }

    /// `H(kind, subjects, sorted competing dots)`: June's clash is not hidden by May's settlement.
    package static func identifier(
        _ kind: CardKind, subjects: [EntityID], competing: [OperationID]
    ) -> EntityID {
        var writer = CanonicalWriter()
        writer.counted(Array(kind.rawValue.utf8))
        writer.number(subjects.count)
        for subject in subjects.sorted() { writer.identifier(subject) }
        writer.number(competing.count)
        for operation in competing.sorted() {
            writer.identifier(operation.dot.stream)
            writer.number(operation.dot.sequence)
            writer.number(UInt64(operation.index))
        }
        let prefix = Hash.of(.card, writer.bytes).prefix
        return EntityID(high: prefix.high, low: prefix.low)
    }
}
