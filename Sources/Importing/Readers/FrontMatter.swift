/// Reads front matter, and repairs what people write by hand that is not YAML.
///
/// Repairs, each reported with its line: a plain value that begins with `@`, `` ` `` or `%`
/// (`assignee: @name`), and a plain value with a colon and a blank inside (`title: Fix: it`), read
/// as quoted text. Nothing is repaired in front matter that is YAML.
enum FrontMatter {
    static func read(_ lines: [String], of source: SourceText) -> SourceDocument {
        let asWritten = parse(lines, source)
        guard asWritten.root == nil else { return asWritten }
        var repaired = lines
        var repairs: [ImportProblem] = []
        for position in lines.indices {
            guard let (key, value) = entry(lines[position]), let reason = flaw(in: value) else {
                continue
            }
            let indent = lines[position].prefix { $0 == " " }
            repaired[position] = "\(indent)\(key): \(quoted(value))"
            repairs.append(
                source.problem(
                    line: position + 2, field: key, reason, value: value, outcome: .repaired))
        }
        guard !repairs.isEmpty else { return asWritten }
        var document = parse(repaired, source)
        guard document.root != nil else { return asWritten }
        document.problems = repairs + document.problems
        return document
    }

    private static func parse(_ lines: [String], _ source: SourceText) -> SourceDocument {
        let text = lines.joined(separator: "\n") + "\n"
        let inner = SourceText(
            name: source.name, bytes: Array(text.utf8), lineOffset: source.lineOffset + 1)
        var document = YAMLReader.read(inner)
        if document.root == nil, document.problems.isEmpty {
            document.root = SourceTree(.map([]), line: 1 + source.lineOffset)
        }
        return document
    }

    /// Splits `key: value` where the key is a plain word and the value is plain and not empty.
    private static func entry(_ line: String) -> (key: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let key = line[..<colon].drop { $0 == " " }
        let rest = line[line.index(after: colon)...]
        guard !key.isEmpty, rest.first == " ",
            key.utf8.allSatisfy({ isWordPart($0) })
        else { return nil }
        let value = rest.drop { $0 == " " }
        guard let first = value.first, !"\"'[{|>&*!#".contains(first) else { return nil }
        return (String(key), String(value))
    }

    private static func flaw(in value: String) -> String? {
        if let first = value.first, "@`%".contains(first) {
            return "YAML lets no plain value begin with \(first); read as quoted"
        }
        return value.contains(": ") ? "a colon inside a plain value; read as quoted" : nil
    }

    private static func quoted(_ value: String) -> String {
        var text = "'"
        for character in value {
            text.append(character)
            if character == "'" { text.append("'") }
        }
        return text + "'"
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x2d: true
        default: false
        }
    }
}
