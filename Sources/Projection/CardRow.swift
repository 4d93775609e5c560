internal import Causality
internal import Lattice
internal import ReleaseModel

/// A card about several things as its table keeps it: lists as lines, options as tab-separated columns.
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
        competing = Self.lines(card.competing) { Self.append($0, to: &$1) }
        options = Self.lines(card.options) { Self.append($0, to: &$1) }
        settle = card.settle
        alternatives = card.alternatives.joined(separator: "\n")
    }

    private static func lines<Part>(
        _ parts: [Part], _ append: (Part, inout [UInt8]) -> Void
    ) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(128 * parts.count)
        for (place, part) in parts.enumerated() {
            if place > 0 { text.append(UInt8(ascii: "\n")) }
            append(part, &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func append(_ id: OperationID, to text: inout [UInt8]) {
        Hexadecimal.append(id.dot.stream.bytes, to: &text)
        text += "@\(id.dot.sequence).\(id.index)".utf8
    }

    /// Operation, in force, author, milliseconds, canonical value bytes, what bears the value.
    private static func append(_ option: CardOption, to text: inout [UInt8]) {
        append(option.operation, to: &text)
        text += (option.isInForce ? "\t1\t" : "\t0\t").utf8
        text += Crockford.text(option.author).utf8
        text += "\t\(option.stamp.milliseconds)\t".utf8
        Hexadecimal.append(option.value.canonicalBytes, to: &text)
        text += "\t\(Crockford.text(option.subject))".utf8
    }
}
