package import Causality
internal import History
package import Lattice

/// Reads what people type for a field into the value that the field holds.
///
/// Whatever is wrong is said in a sentence that quotes the field and, where it helps, a hint; nothing
/// is guessed. An empty text clears a field that may be empty.
package struct FieldInput {
    /// A title is read in lists and said aloud: beyond this it is a description.
    package static let lineLengthMaxScalars = 500

    /// Finds the thing that people mean by an identifier, an alias or a name.
    package typealias Finder = ([EntityKind], String) throws -> EntityID

    package let today: CivilDate
    /// The zone in which a time without one is meant.
    package let zone: String
    package let zones: any ZoneRules
    private let find: Finder

    package init(
        today: CivilDate, zone: String, zones: any ZoneRules, find: @escaping Finder
    ) {
        self.today = today
        self.zone = zone
        self.zones = zones
        self.find = find
    }

    package func value(_ text: String, for field: FieldDefinition) throws -> Value {
        if text.isEmpty, field.number != Self.titleNumber, !field.kind.isMachine { return .none }
        switch field.type {
        case .line: return .text(try line(text, field))
        case .prose: return .text(try prose(text, field))
        case .integer: return .integer(try integer(text, field))
        case .flag: return .flag(try flag(text, field))
        case .word(let words): return .text(try word(text, words, field))
        case .entity(let kinds): return .entity(try find(kinds, text))
        case .moment: return try moments.moment(text, field).value
        case .window: return try moments.window(text, field).value
        case .zone: return .text(try moments.known(text))
        case .rank:
            throw DomainFailure.invalid(
                "\(field.name) is not typed.",
                hint: "Use rail move ID --before OTHER, --after OTHER, --first or --last.")
        case .composite: return try composite(text, field)
        }
    }

    /// Every kind's title has this number.
    private static let titleNumber: UInt32 = 1

    private var moments: MomentInput { MomentInput(today: today, zone: zone, zones: zones) }

    private func line(_ text: String, _ field: FieldDefinition) throws -> String {
        let trimmed = Self.trimmed(text)
        guard !trimmed.isEmpty else {
            throw DomainFailure.invalid("\(field.name) must not be empty.")
        }
        try TextRules.judge(trimmed, field.name)
        let count = trimmed.unicodeScalars.count
        guard count <= Self.lineLengthMaxScalars else {
            throw DomainFailure.tooLarge(
                "\(field.name) has \(count) characters; at most \(Self.lineLengthMaxScalars) fit one line.",
                hint: "Put the rest into the description.")
        }
        return trimmed
    }

    private func prose(_ text: String, _ field: FieldDefinition) throws -> String {
        guard text.utf8.count <= Limits.valueLengthMaxBytes else {
            throw DomainFailure.tooLarge(
                "\(field.name) has \(text.utf8.count) bytes; the limit is \(Limits.valueLengthMaxBytes).",
                hint: "Keep the document elsewhere and link it.")
        }
        let unified = TextRules.unifiedLineEnds(text)
        try TextRules.judge(unified, field.name, allowing: TextRules.isLayout)
        return unified
    }

    private func integer(_ text: String, _ field: FieldDefinition) throws -> Int64 {
        guard let number = Int64(Self.trimmed(text)) else {
            throw DomainFailure.invalid(
                "\(field.name) is a whole number; “\(TextRules.shown(text))” is none.")
        }
        return number
    }

    private func flag(_ text: String, _ field: FieldDefinition) throws -> Bool {
        switch text.lowercased() {
        case "yes", "y", "true", "on", "1": return true
        case "no", "n", "false", "off", "0": return false
        default:
            throw DomainFailure.invalid(
                "\(field.name) is yes or no; “\(TextRules.shown(text))” is neither.")
        }
    }

    private func word(
        _ text: String, _ words: [String], _ field: FieldDefinition
    ) throws -> String {
        let choice = WordChoice(words)
        let typed = Self.trimmed(text)
        if let word = choice.match(typed) { return word }
        let near = choice.suggestions(for: typed)
        let all = "Possible: \(words.joined(separator: ", "))."
        throw DomainFailure.invalid(
            "\(field.name) cannot be “\(TextRules.shown(typed))”.",
            hint: near.isEmpty
                ? all : "Did you mean \(near.prefix(3).joined(separator: " or "))? \(all)")
    }

    /// Composites that can be typed: a brake with its reason, and working hours.
    private func composite(_ text: String, _ field: FieldDefinition) throws -> Value {
        if case .brake(let order) = field.kind {
            let halves = Self.trimmed(text).split(separator: " ", maxSplits: 1)
            let words = order.values.map(\.string)
            let state = try word(String(halves.first ?? ""), words, field)
            let reason = halves.count == 2 ? try line(String(halves[1]), field) : nil
            return .list([.text(state), reason.map { Value.text($0) } ?? .none])
        }
        if field == Person.hours { return try moments.hours(text, field) }
        throw DomainFailure.invalid("\(field.name) is not set as a whole.")
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var bytes = Array(text.utf8)[...]
        while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
