/// What the signs of a picture mean, a few on a line: none is parted from its meaning.
enum Legend {
    private static let gap = "  "

    /// Nil is a line of any length.
    static func lines(_ parts: [String], width: Int?) -> [String] {
        var lines: [String] = []
        for part in parts.map(SafeText.line) {
            let longer = lines.last.map { $0 + gap + part }
            if let longer, TextWidth.of(longer) <= width ?? .max {
                lines[lines.count - 1] = longer
            } else {
                lines.append(TextWidth.fitted(part, to: width ?? .max))
            }
        }
        return lines
    }
}
