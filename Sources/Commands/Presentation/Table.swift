/// Columns of text that fit the terminal: the flexible column gives way first.
package struct Table: Sendable {
    private let header: [String]
    /// The column that is cut where the terminal is too narrow; nil where any may be, the widest first.
    private let flexible: Int?
    /// Columns that are cut next; a table that has any leaves out whatever column says nothing.
    private let yielding: Set<Int>
    private var rows: [[String]] = []

    /// Below this the flexible column says too little to be worth the others.
    private static let flexibleMin = 24
    /// A yielding column keeps this much.
    private static let yieldingMin = 8

    package init(_ header: [String], flexible: Int?, yielding: some Sequence<Int> = []) {
        self.header = header
        self.flexible = flexible
        self.yielding = Set(yielding)
    }

    package var isEmpty: Bool { rows.isEmpty }

    package mutating func add(_ row: [String]) { rows.append(row.map(SafeText.line)) }

    package func lines(for terminal: Terminal, ascii: Bool) -> [String] {
        guard !rows.isEmpty else { return [] }
        var widths = natural
        if let width = terminal.width {
            fit(&widths, to: width)
        }
        var lines = [terminal.styled(line(header, widths, ascii), .dim)]
        lines += rows.map { line($0, widths, ascii) }
        return lines
    }

    /// One line a value, named by its column; a blank line parts the rows.
    package var labelled: [String] {
        let blocks = rows.map { row in
            zip(header, row).filter { !$0.1.isEmpty }.map { "\($0): \($1)" }
        }
        return Array(blocks.joined(separator: [""]))
    }

    /// As wide as the widest cell; nothing for a column that is left out.
    private var natural: [Int] {
        header.indices.map { column in
            let cells = rows.map { column < $0.count ? TextWidth.of($0[column]) : 0 }
            let widest = cells.max() ?? 0
            return widest == 0 && !yielding.isEmpty && column != flexible
                ? 0 : max(widest, TextWidth.of(header[column]))
        }
    }

    private func fit(_ widths: inout [Int], to width: Int) {
        let gaps = 2 * (widths.filter { $0 > 0 }.count - 1)
        var excess = max(0, widths.reduce(0, +) + gaps - width)
        func shrink(_ column: Int, to least: Int) {
            let less = min(excess, max(0, widths[column] - least))
            widths[column] -= less
            excess -= less
        }
        guard let flexible else {
            while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
                widths[widest] > Self.yieldingMin
            {
                shrink(widest, to: widths[widest] - 1)
            }
            return
        }
        shrink(flexible, to: Self.flexibleMin)
        for column in yielding.sorted(by: { (widths[$1], $0) < (widths[$0], $1) }) {
            shrink(column, to: max(Self.yieldingMin, TextWidth.of(header[column])))
        }
        shrink(flexible, to: Self.yieldingMin)
    }

    private func line(_ row: [String], _ widths: [Int], _ ascii: Bool) -> String {
        var cells: [String] = []
        for (column, width) in widths.enumerated() where width > 0 {
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
