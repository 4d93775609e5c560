internal import ReleaseModel

/// Texts of people in a page of Markdown: none of them can begin a mark.
enum MarkdownText {
    private static let marks: Set<Unicode.Scalar> = [
        "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~",
    ]

    /// One line; what would be a mark is escaped.
    static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in SafeText.line(text).unicodeScalars {
            let beginsLine = line.isEmpty && "#+-=".unicodeScalars.contains(scalar)
            if marks.contains(scalar) || beginsLine { line.append("\\") }
            line.append(scalar)
        }
        return String(line)
    }

    /// Several lines, each quoted, so that what they are stays theirs.
    static func quote(_ text: String, indent: String) -> [String] {
        TextRules.cleanProse(text).split(separator: "\n", omittingEmptySubsequences: false).map {
            line in
            let clean = SafeText.line(String(line))
            return clean.isEmpty ? "\(indent)>" : "\(indent)> \(clean)"
        }
    }
}
