/// One table of a Markdown body, as it grows line by line.
///
/// Its rows are maps by the words of its header in lower case and without marks; rows of another length
/// than the header keep what they have.
struct MarkdownTable {
    /// The nearest heading above it, whatever its level.
    let heading: String
    let line: Int
    private let columns: [String]
    private var rows: [SourceTree] = []

    /// Begins a table where a line of cells is followed by a line of dashes.
    init?(header: String, line: Int, heading: String) {
        let cells = Self.cells(header)
        guard !cells.isEmpty else { return nil }
        var seen: Set<String> = []
        columns = cells.enumerated().map { place, cell in
            let name = PlainMarkdown.text(cell).lowercased()
            let unique = name.isEmpty || !seen.insert(name).inserted
            return unique ? "column \(place + 1)" : name
        }
        self.line = line
        self.heading = heading
    }

    mutating func add(_ text: String, line: Int) {
        let entries = Self.cells(text).enumerated().map { place, cell in
            SourceEntry(
                key: place < columns.count ? columns[place] : "column \(place + 1)", line: line,
                tree: Self.scalar(cell, line))
        }
        rows.append(SourceTree(.map(entries), line: line))
    }

    /// `heading`, `header` (the columns with bars between), and `rows`.
    var tree: SourceTree {
        SourceTree(
            .map([
                SourceEntry(key: "heading", line: line, tree: Self.scalar(heading, line)),
                SourceEntry(
                    key: "header", line: line,
                    tree: Self.scalar(columns.joined(separator: " | "), line)),
                SourceEntry(
                    key: "rows", line: line, tree: SourceTree(.list(rows), line: line)),
            ]), line: line)
    }

    static func isRow(_ text: String) -> Bool {
        text.first { $0 != " " } == "|"
    }

    /// The line below a header: bars, dashes, colons and blanks.
    static func isRule(_ text: String) -> Bool {
        text.contains("-") && isRow(text) && text.allSatisfy { "|-: \t".contains($0) }
    }

    /// The cells between the bars, blanks at their ends taken off; `\|` is a bar inside a cell.
    static func cells(_ text: String) -> [String] {
        var cells: [String] = [""]
        var isEscaped = false
        for character in text {
            if character == "|", !isEscaped {
                cells.append("")
            } else {
                if isEscaped, character == "|" { cells[cells.count - 1].removeLast() }
                cells[cells.count - 1].append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        cells = cells.map { trimmed($0) }
        if cells.first?.isEmpty == true { cells.removeFirst() }
        if cells.last?.isEmpty == true { cells.removeLast() }
        return cells
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text.drop { $0 == " " || $0 == "\t" }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }

    private static func scalar(_ text: String, _ line: Int) -> SourceTree {
        SourceTree(
            .scalar(SourceScalar(text: text, type: text.isEmpty ? .null : .text)), line: line)
    }
}
