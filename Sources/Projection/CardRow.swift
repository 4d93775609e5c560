internal import Causality
internal import Lattice
internal import ReleaseModel

/// A card as its table keeps it: lists as lines, options as tab-separated columns.
struct CardRow {
    let id: String
    let subject: String
    let subjects: String
    let competing: String
    let options: String
    let settle: String
    let alternatives: String

    init(_ card: Card) {
        let subjects = card.subjects.map { Crockford.text($0) }
        id = Crockford.text(card.id)
        subject = subjects.first ?? ""
        self.subjects = subjects.joined(separator: "\n")
        competing = card.competing.map { id in
            "\(id.dot.stream)@\(id.dot.sequence).\(id.index)"
        }.joined(separator: "\n")
        options = card.options.map(Self.line).joined(separator: "\n")
        settle = card.settle
        alternatives = card.alternatives.joined(separator: "\n")
    }

    /// Operation, in force, author, milliseconds, canonical value bytes, what bears the value.
    private static func line(_ option: CardOption) -> String {
        [
            "\(option.operation.dot.stream)@\(option.operation.dot.sequence)."
                + "\(option.operation.index)",
            option.isInForce ? "1" : "0", Crockford.text(option.author),
            String(option.stamp.milliseconds), Hexadecimal.text(option.value.canonicalBytes),
            Crockford.text(option.subject),
        ].joined(separator: "\t")
    }
}
