/// Texts of the language that Graphviz reads.
enum GraphText {
    /// The head of a graph whose boxes are items, read from left to right.
    static let head = [
        "digraph backlog {", "  rankdir=LR;",
        "  node [shape=box, style=rounded, fontname=\"sans-serif\"];",
    ]

    /// A quoted string, a line each; no text can end it or begin an attribute.
    static func quoted(_ lines: [String]) -> String {
        let escaped = lines.map { line in
            SafeText.line(line).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        }
        return "\"" + escaped.joined(separator: "\\n") + "\""
    }
}
