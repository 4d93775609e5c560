/// What is to be seen of an item at a glance: a sign, and a word for it in the legend.
enum ItemMark: String, CaseIterable {
    case blocked
    case contested
    case unsynced

    /// Colour comes on top of the sign, never instead of it.
    func sign(ascii: Bool) -> String {
        switch self {
        case .blocked: ascii ? "x" : "⊘"
        case .contested: "!"
        case .unsynced: ascii ? "^" : "↑"
        }
    }

    var style: Terminal.Style {
        switch self {
        case .blocked: .red
        case .contested: .yellow
        case .unsynced: .blue
        }
    }

    var meaning: String {
        switch self {
        case .blocked: "blocked"
        case .contested: "contested"
        case .unsynced: "not at the hub yet"
        }
    }

    /// Explains the marks that are shown; nil where there are none.
    static func legend(_ shown: Set<ItemMark>, ascii: Bool) -> StyledLine? {
        let marks = allCases.filter(shown.contains)
        guard !marks.isEmpty else { return nil }
        var line = StyledLine()
        for (place, mark) in marks.enumerated() {
            if place > 0 { line.add("  ") }
            line.add(mark.sign(ascii: ascii), mark.style)
            line.add(" " + mark.meaning, .dim)
        }
        return line
    }
}
