internal import Causality
internal import Lattice
internal import ReleaseModel

/// Reads the texts of an export back into values: the other way of `FieldOutput`, with identifiers for names.
enum ExportedText {
    /// A whole identifier, never the beginning of one.
    static func identifier(_ text: String) -> EntityID? {
        guard text.utf8.count == Crockford.identifierLength else { return nil }
        return Crockford.range(ofPrefix: text, as: EntityID.self)?.lowerBound
    }

    /// Nil where the text is none for the field.
    static func value(_ text: String, for field: FieldDefinition) -> Value? {
        switch field.type {
        case .line: .text(TextRules.cleanLine(text))
        case .prose: .text(TextRules.cleanProse(text))
        case .zone: .text(TextRules.cleanLine(text))
        case .integer: Int64(text).map { .integer($0) }
        case .flag: text == "yes" ? .flag(true) : text == "no" ? .flag(false) : nil
        case .word(let words): words.contains(text) ? .text(text) : nil
        case .entity: identifier(text).map { .entity($0) }
        case .moment: Moment(text)?.value
        case .window: Window(text)?.value
        case .rank: Hexadecimal.bytes(text).flatMap { $0.isEmpty ? nil : .bytes($0) }
        case .composite: composite(text, field)
        }
    }

    /// A brake with its reason, and working hours.
    private static func composite(_ text: String, _ field: FieldDefinition) -> Value? {
        if case .brake(let order) = field.kind {
            let halves = TextRules.cleanLine(text).split(separator: " ", maxSplits: 1)
            guard let word = halves.first, order.values.contains(where: { $0.string == word })
            else { return nil }
            return .list([.text(word), halves.count == 2 ? .text(halves[1]) : .none])
        }
        guard field == Person.hours else { return nil }
        let halves = text.split(separator: "@", maxSplits: 1)
        let times = (halves.first ?? "").split(separator: "-")
        guard halves.count == 2, times.count == 2,
            times.allSatisfy({ CivilDateTime("2000-01-01T\($0)") != nil })
        else { return nil }
        return .list([.text(times[0]), .text(times[1]), .text(halves[1])])
    }

    /// Where an imported thing came from, as its export says it: source, key, and what was said.
    static func origin(_ tree: SourceTree) -> Value? {
        guard let source = tree.entry("source")?.tree.text, let key = tree.entry("key")?.tree.text,
            let said = bytes(tree, "said"), let edges = bytes(tree, "relations")
        else { return nil }
        return .list([
            .text(TextRules.cleanLine(source)), .text(TextRules.cleanLine(key)), .bytes(said),
            .bytes(edges),
        ])
    }

    private static func bytes(_ tree: SourceTree, _ key: String) -> [UInt8]? {
        Hexadecimal.bytes(tree.entry(key)?.tree.text ?? "")
    }
}
