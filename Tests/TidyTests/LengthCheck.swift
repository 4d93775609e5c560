/// Keeps files and functions short enough to be read in one sitting.
enum LengthCheck {
    /// Four screens; what is longer has more than one subject.
    static let fileLinesMax = 600
    /// The median over `Sources`: most files hold one small thing.
    static let medianLinesMax = 150
    /// One screen.
    static let functionLinesMax = 60

    static func fileFindings(in file: SourceFile) -> [Finding] {
        guard file.lineCount > fileLinesMax else { return [] }
        return [Finding(file.path, fileLinesMax + 1, "\(file.lineCount) lines in one file")]
    }

    static func medianFindings(in files: [SourceFile]) -> [Finding] {
        let counts = files.map(\.lineCount).sorted()
        guard !counts.isEmpty, counts[counts.count / 2] > medianLinesMax else { return [] }
        return [Finding("Sources", 1, "the median file has \(counts[counts.count / 2]) lines")]
    }

    static func functionFindings(in file: SourceFile) -> [Finding] {
        functions(of: file.tokens).filter { $0.lines > functionLinesMax }.map {
            Finding(file.path, $0.line, "\($0.name) has \($0.lines) lines")
        }
    }

    /// Returns each function with a body: its name, where it begins, and its length in lines.
    static func functions(of tokens: [Token]) -> [(name: String, line: Int, lines: Int)] {
        tokens.indices.compactMap { index in
            guard begins(tokens, index), let open = body(tokens, from: index + 1) else {
                return nil
            }
            let depth = tokens[open].depth
            let close = tokens[(open + 1)...].first { $0.text == "}" && $0.depth == depth }
            let last = close?.line ?? tokens[tokens.endIndex - 1].line
            let isNamed = tokens[index].text == "func" && index + 1 < tokens.count
            let name = tokens[isNamed ? index + 1 : index].text
            return (name, tokens[index].line, last - tokens[index].line + 1)
        }
    }

    private static func begins(_ tokens: [Token], _ index: Int) -> Bool {
        let previous = index > 0 ? tokens[index - 1].text : ""
        let next = index + 1 < tokens.count ? tokens[index + 1].text : ""
        return switch tokens[index].text {
        case "func", "deinit": previous != "."
        case "init", "subscript": previous != "." && ["(", "<", "?", "!"].contains(next)
        default: false
        }
    }

    /// Finds the brace that opens the body, or nil for a requirement of a protocol.
    private static func body(_ tokens: [Token], from start: Int) -> Int? {
        let next: Set = [
            "func", "init", "subscript", "deinit", "var", "let", "case", "struct", "class", "enum",
            "extension", "protocol", "typealias", "associatedtype", "static", "mutating", "package",
            "private", "#", "}",
        ]
        var open = 0
        for index in start..<max(start, tokens.count) {
            let text = tokens[index].text
            if text == "(" || text == "[" { open += 1 }
            if text == ")" || text == "]" { open -= 1 }
            if open > 0 { continue }
            if text == "{" { return index }
            if index > start, next.contains(text) { return nil }
        }
        return nil
    }
}
