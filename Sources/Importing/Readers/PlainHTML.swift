/// The words of a piece of HTML as trackers export it: blocks become lines, list items begin with a dash,
/// all other tags go, and the entities that people meet become their characters.
///
/// No parser of HTML: what is odd stays as it is written, and nothing is ever run.
enum PlainHTML {
    static func text(_ html: String) -> String {
        var plain = ""
        var rest = Substring(html)
        while let character = rest.popFirst() {
            if character == "<", let end = rest.firstIndex(of: ">"), isTag(rest[..<end]) {
                breakLine(for: rest[..<end], in: &plain)
                rest = rest[rest.index(after: end)...]
            } else if character == "&", let (text, length) = entity(rest) {
                plain += text
                rest = rest.dropFirst(length)
            } else {
                plain.append(character)
            }
        }
        return lines(plain)
    }

    private static let blocks: Set<String> = [
        "p", "div", "br", "li", "ul", "ol", "tr", "table", "pre", "blockquote", "h1", "h2", "h3",
        "h4", "h5", "h6", "hr",
    ]

    private static func isTag(_ inside: Substring) -> Bool {
        guard let first = inside.first(where: { $0 != "/" }) else { return false }
        return first.isLetter || first == "!"
    }

    private static func breakLine(for tag: Substring, in plain: inout String) {
        let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
        guard blocks.contains(name) else { return }
        if !plain.isEmpty, plain.last != "\n" { plain.append("\n") }
        if name == "li", !tag.hasPrefix("/") { plain += "- " }
    }

    private static let named = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
    ]

    /// The longest that is looked for, `#1114111` or a name.
    private static let entityLengthMax = 8

    private static func entity(_ rest: Substring) -> (text: String, length: Int)? {
        let name = rest.prefix(entityLengthMax + 1).prefix { $0 != ";" }
        guard name.count <= entityLengthMax, name.endIndex < rest.endIndex else { return nil }
        if let text = named[String(name)] { return (text, name.count + 1) }
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let number =
            digits.first == "x" || digits.first == "X"
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { (String($0), name.count + 1) }
    }

    /// No blanks at the ends of lines, and never two empty ones.
    private static func lines(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = line.drop { $0 == " " || $0 == "\t" }
            while let last = line.last, last == " " || last == "\t" || last == "\r" {
                line.removeLast()
            }
            if !(line.isEmpty && lines.last?.isEmpty ?? true) { lines.append(String(line)) }
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
