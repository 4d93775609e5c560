/// Reads a template; a tag of no width that stands alone takes its whole line with it.
struct MustacheParser {
    private struct Open {
        let name: String
        let path: [String]
        let isInverted: Bool
        /// What comes before the section.
        let before: [Mustache.Part]
    }

    private var rest: Substring
    private var parts: [Mustache.Part] = []
    private var open: [Open] = []
    /// Text that has not become a part yet.
    private var pending = ""
    /// Whether `pending` begins where a line does.
    private var isAtLineStart = true

    init(_ template: String) { rest = template[...] }

    mutating func parsed() throws -> [Mustache.Part] {
        while let start = rest.firstRange(of: "{{") {
            pending += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            let isTriple = rest.first == "{"
            if isTriple { rest.removeFirst() }
            guard let end = rest.firstRange(of: isTriple ? "}}}" : "}}") else {
                throw Self.failure("A tag of the template is not closed: {{\(rest.prefix(30))")
            }
            let tag = rest[..<end.lowerBound]
            rest = rest[end.upperBound...]
            try take(tag, isTriple: isTriple)
        }
        pending += rest
        flush()
        if let section = open.last {
            throw Self.failure("The section {{#\(section.name)}} of the template is not closed.")
        }
        return parts
    }

    private mutating func take(_ tag: Substring, isTriple: Bool) throws {
        let sigil: Character = isTriple ? "{" : tag.first ?? " "
        let hasSigil = !isTriple && "#^/!&>=".contains(sigil)
        let name = Self.trimmed(hasSigil ? tag.dropFirst() : tag)
        switch sigil {
        case "!": takeLine()
        case ">", "=":
            throw Self.failure("Templates here know no {{\(sigil)}} tags.")
        case "#", "^":
            let path = try Self.path(name)
            takeLine()
            open.append(Open(name: name, path: path, isInverted: sigil == "^", before: parts))
            parts = []
        case "/": try close(name)
        default:
            let path = try Self.path(name)
            flush()
            isAtLineStart = false
            parts.append(.value(path: path, isEscaped: !isTriple && sigil != "&"))
        }
    }

    private mutating func close(_ name: String) throws {
        guard let section = open.popLast(), section.name == name else {
            throw Self.failure("{{/\(name)}} closes no section that is open there.")
        }
        takeLine()
        let inner = parts
        parts = section.before
        parts.append(.section(path: section.path, isInverted: section.isInverted, inner))
    }

    /// Ends the text before a tag that shows nothing, without the blank line that the tag alone would leave.
    private mutating func takeLine() {
        let margin = pending.reversed().prefix { !$0.isNewline }
        let isFirst = margin.count == pending.count
        let after = rest.prefix { $0 == " " || $0 == "\t" }
        let next = rest.dropFirst(after.count)
        let isAlone =
            (isAtLineStart || !isFirst) && margin.allSatisfy { $0 == " " || $0 == "\t" }
            && next.first?.isNewline != false
        if isAlone {
            pending.removeLast(margin.count)
            rest = next.dropFirst(1)
        }
        flush()
        isAtLineStart = isAlone
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        isAtLineStart = pending.last?.isNewline == true
        parts.append(.text(pending))
        pending = ""
    }

    private static func path(_ name: String) throws -> [String] {
        guard name != "." else { return [] }
        let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard path.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else {
            throw failure("“\(name)” is no name of a field.")
        }
        return path
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func failure(_ sentence: String) -> CommandFailure {
        CommandFailure(
            "template", sentence, hint: "As in: --template '{{id}} {{{title}}}'", status: .usage)
    }
}
