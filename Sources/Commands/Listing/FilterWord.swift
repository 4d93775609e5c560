internal import ReleaseModel

/// One word of a filter: part of a title, a label, or a field compared with values.
///
///     card   +ios   -web   state:ready,active   team:   due.before:fri   priority>=high
enum FilterWord: Equatable {
    enum Comparison: String, CaseIterable {
        case atLeast = ">="
        case atMost = "<="
        case more = ">"
        case less = "<"
        case equal = ":"
    }

    case text(String)
    case label(String)
    case noLabel(String)
    case field(FieldDefinition, Comparison, [String])

    /// Reads a word about things of some kind.
    init(_ word: String, of schema: EntitySchema) throws {
        guard !word.hasPrefix("--") else { throw FieldWords.unknownOption(word) }
        if word.utf8.count > 1, word.first == "+" {
            self = .label(String(word.dropFirst()))
        } else if word.utf8.count > 1, word.first == "-" {
            self = .noLabel(String(word.dropFirst()))
        } else if let compared = try Self.compared(word, schema) {
            self = compared
        } else {
            self = .text(word)
        }
    }

    private static func compared(_ word: String, _ schema: EntitySchema) throws -> FilterWord? {
        let known = names(of: schema)
        if let pair = FieldWords.pair(word, known) {
            let (name, side) = halves(of: pair.name)
            guard known.contains(pair.name), let field = schema.field(named: name) else {
                throw FieldWords.unknown(pair.name, schema.kind.name, known)
            }
            return .field(field, side, values(pair.value))
        }
        guard let place = word.firstIndex(where: { $0 == "<" || $0 == ">" }) else { return nil }
        let name = word[..<place].lowercased()
        let rest = word[place...]
        let sign = Comparison.allCases.first { rest.hasPrefix($0.rawValue) }
        guard let sign, !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLetter || $0 == "-" })
        else { return nil }
        let value = String(rest.dropFirst(sign.rawValue.count))
        guard !value.isEmpty else { return nil }
        guard let field = schema.field(named: name) else {
            // An arrow in a title is no comparison; one with an equals sign is nothing else.
            guard sign == .atLeast || sign == .atMost else { return nil }
            throw FieldWords.unknown(name, schema.kind.name, known)
        }
        return .field(field, sign, [value])
    }

    /// The fields of a kind, and what may be asked of those that lie in time.
    static func names(of schema: EntitySchema) -> [String] {
        schema.fields.flatMap { field -> [String] in
            switch field.type {
            case .moment, .window: [field.name, field.name + before, field.name + after]
            default: [field.name]
            }
        }
    }

    private static let before = ".before"
    private static let after = ".after"

    private static func halves(of name: String) -> (String, Comparison) {
        if name.hasSuffix(before) { return (String(name.dropLast(before.count)), .less) }
        if name.hasSuffix(after) { return (String(name.dropLast(after.count)), .more) }
        return (name, .equal)
    }

    private static func values(_ text: String) -> [String] {
        text.isEmpty ? [] : text.split(separator: ",").map(String.init)
    }
}
