/// One page, one title.
enum MarkdownCheck {
    static func findings(in file: SourceFile) -> [Finding] {
        var isCode = false
        var titles: [Int] = []
        for (number, line) in zip(1..., file.lines) {
            if line.hasPrefix("```") || line.hasPrefix("~~~") { isCode.toggle() }
            if !isCode, line.hasPrefix("# ") { titles.append(number) }
        }
        return titles.dropFirst().map { Finding(file.path, $0, "a second title on one page") }
    }
}
