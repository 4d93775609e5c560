/// Lines of comma-separated values as RFC 4180 has them, but ended as lines are here.
enum CSVText {
    /// One record; `isShown` makes it safe for a terminal, which a file must not be.
    static func line(_ cells: [String], isShown: Bool = false) -> String {
        cells.map { cell(isShown ? SafeText.prose($0) : $0) }.joined(separator: ",")
    }

    /// A cell is quoted where it holds what parts cells or records, or a space that a reader may drop.
    private static func cell(_ text: String) -> String {
        let parts: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
        let isBare =
            !text.unicodeScalars.contains(where: parts.contains) && text.first != " "
            && text.last != " "
        return isBare ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
