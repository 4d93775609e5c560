/// A template after mustache(5): values, sections, inverted sections and comments.
///
/// Written here rather than taken from swift-mustache: that one looks values up by reflection, where
/// what is shown here is JSON already, and every package is paid for by each start of `rail`. Partials and
/// other delimiters are refused: a template on a command line has no files beside it.
struct Mustache: Sendable {
    indirect enum Part: Sendable {
        case text(String)
        case value(path: [String], isEscaped: Bool)
        case section(path: [String], isInverted: Bool, [Part])
    }

    private let parts: [Part]

    init(_ template: String) throws {
        var parser = MustacheParser(template)
        parts = try parser.parsed()
    }

    /// The template filled in from one record; `clean` makes what is put in safe to show.
    func text(of record: JSONValue, clean: (String) -> String = { $0 }) -> String {
        var text = ""
        Self.write(parts, [record], clean, to: &text)
        return text
    }

    private static func write(
        _ parts: [Part], _ stack: [JSONValue], _ clean: (String) -> String, to text: inout String
    ) {
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .value(let path, let isEscaped):
                let value = clean(found(path, stack).plainText)
                text += isEscaped ? escaped(value) : value
            case .section(let path, let isInverted, let inner):
                let value = found(path, stack)
                guard value.says != isInverted else { continue }
                if case .array(let values) = value, !isInverted {
                    for element in values { write(inner, stack + [element], clean, to: &text) }
                } else {
                    write(inner, isInverted ? stack : stack + [value], clean, to: &text)
                }
            }
        }
    }

    /// The first name is looked for from the inside out, each further one only in what that gave.
    private static func found(_ path: [String], _ stack: [JSONValue]) -> JSONValue {
        guard let first = path.first else { return stack.last ?? .null }
        let start = stack.reversed().lazy.compactMap { $0[first] }.first ?? .null
        return path.dropFirst().reduce(start) { $0[$1] ?? .null }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}

extension JSONValue {
    /// Whether a section over it is shown; the tables write yes and no as 1 and 0.
    fileprivate var says: Bool {
        switch self {
        case .null, .bool(false), .number(0): false
        case .array(let values): !values.isEmpty
        case .bool, .number, .string, .object: true
        }
    }
}
