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
    package let settlement: CardSettlement

    /// The one command that settles it everywhere, in full.
    package var settle: String { settlement.first.command(card: Crockford.text(id)) }

    /// Commands that settle it in another way.
    package var alternatives: [String] {
        settlement.others.map { $0.command(card: Crockford.text(id)) }
    }

    /// `name` are the operations that name it, where those that compete come and go while it is open.
    package init(
        _ kind: CardKind, subjects: [EntityID], field: String? = nil, competing: [OperationID],
        named name: [OperationID]? = nil, options: [CardOption] = [], reading: String,
        settle: CardSettlement
    ) {
        let competing = Self.ascending(competing)
        id = Self.identifier(
            kind, subjects: Self.ascending(subjects),
            competing: name.map { Self.ascending($0) } ?? competing)
        self.kind = kind
        self.subjects = subjects
        self.field = field
        self.competing = competing
        self.options = options
        self.reading = reading
        settlement = settle
    }

    /// Puts together a card that was kept.
    package init(
        id: EntityID, _ kind: CardKind, subjects: [EntityID], field: String?,
        competing: [OperationID], options: [CardOption], reading: String,
        settle: CardSettlement
    ) {
        self.id = id
        self.kind = kind
        self.subjects = subjects
        self.field = field
        self.competing = competing
        self.options = options
        self.reading = reading
        settlement = settle
    }

    /// Nearly all lists ascend as they come, and there are thousands.
    private static func ascending<Name: Comparable>(_ names: [Name]) -> [Name] {
        for place in names.indices.dropFirst() where names[place] < names[place - 1] {
            return names.sorted()
        }
        return names
    }

    /// `H(kind, subjects, sorted competing dots)`: June's clash is not hidden by May's settlement.
    ///
    /// Both lists ascend.
    private static func identifier(
        _ kind: CardKind, subjects: [EntityID], competing: [OperationID]
    ) -> EntityID {
        var writer = CanonicalWriter(capacity: 32 + 16 * subjects.count + 28 * competing.count)
        writer.counted(kind.rawValue)
        writer.number(subjects.count)
        for subject in subjects { writer.identifier(subject) }
        writer.number(competing.count)
        for operation in competing {
            writer.identifier(operation.dot.stream)
            writer.number(operation.dot.sequence)
            writer.number(UInt64(operation.index))
        }
        let prefix = Hash.of(.card, writer.bytes).prefix
        return EntityID(high: prefix.high, low: prefix.low)
    }
}
