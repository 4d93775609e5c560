/// Columns of text that fit the terminal: the flexible column gives way first.
package struct Table: Sendable {
    private let header: [String]
    /// The column that is cut where the terminal is too narrow.
    private let flexible: Int
    private var rows: [[String]] = []

    package init(_ header: [String], flexible: Int) {
        self.header = header
        self.flexible = flexible
    }

    package var isEmpty: Bool { rows.isEmpty }

    package mutating func add(_ row: [String]) { rows.append(row.map(SafeText.line)) }

    package func lines(for terminal: Terminal, ascii: Bool) -> [String] {
        guard !rows.isEmpty else { return [] }
        var widths = header.map(TextWidth.of)
        for row in rows {
            for (column, text) in row.enumerated() where column < widths.count {
                widths[column] = max(widths[column], TextWidth.of(text))
            }
        }
        if let width = terminal.width {
            let fixed = widths.enumerated().filter { $0.offset != flexible }
                .reduce(0) { $0 + $1.element + 2 }
            widths[flexible] = min(widths[flexible], max(8, width - fixed))
        }
        var lines = [terminal.styled(line(header, widths, ascii), .dim)]
        lines += rows.map { line($0, widths, ascii) }
        return lines
    }

    private func line(_ row: [String], _ widths: [Int], _ ascii: Bool) -> String {
        var cells: [String] = []
        for (column, width) in widths.enumerated() {
            let text = column < row.count ? row[column] : ""
            let fitted = TextWidth.fitted(text, to: width, ascii: ascii)
            cells.append(
                column == widths.count - 1 ? fitted : TextWidth.padded(fitted, to: width))
        }
        var line = cells.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        return line
    }
}
