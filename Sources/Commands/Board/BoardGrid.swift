internal import ReleaseModel

/// A board as text: columns side by side, a card in two or three lines.
///
///     ready 2               active 4/3 over
///     ────────────────────  ────────────────────
///     7f3k high Ana         2m9q ⊘ ! Ben
///     Pay by card           Agree on the contrac…
///                           + 3 more
///
/// Columns that do not fit are folded into a line of counts, the empty ones first.
struct BoardGrid {
    private let board: Board
    private let terminal: Terminal
    private let isASCII: Bool
    /// The places of the columns that are shown, in their order.
    private let shown: [Int]
    private let widths: [Int]

    /// A title cut shorter tells nothing.
    static let columnMin = 18
    /// Where lines may be of any length a column is as wide as it needs to be, up to this.
    private static let columnMax = 44
    private static let gap = 2
    private static let titleLinesMax = 2

    /// What is looked at least, first: columns are folded in this order.
    private static let folding = [
        "dropped", "done", "inbox", "triaged", "integrated", "review", "ready", "active",
    ]

    init(_ board: Board, _ output: Output) {
        self.board = board
        terminal = output.terminal
        isASCII = output.isASCII
        shown = Self.fitting(board, output.terminal.width)
        widths = Self.widths(board, shown, output.terminal.width)
    }

    var lines: [String] {
        var lines = [joined(shown.map(heading)), joined(rules)]
        for (number, lane) in board.lanes.enumerated() {
            if number > 0 { lines.append("") }
            if board.laneField != nil { lines.append(head(of: lane)) }
            let cells = zip(shown, widths).map { cell(lane.cells[$0], $1) }
            let height = cells.map(\.count).max() ?? 0
            for row in 0..<height {
                lines.append(joined(cells.map { row < $0.count ? $0[row] : StyledLine() }))
            }
        }
        if let folded { lines += [""] + folded }
        if board.hiddenLanes.count > 0 {
            let hidden = board.hiddenLanes
            lines.append(
                text(
                    StyledLine(
                        "not shown: \(Counted(hidden.count, "lane")) with \(Counted(hidden.items, "item")); words narrow the board",
                        .dim)))
        }
        if let legend = ItemMark.legend(board.marks, ascii: isASCII) {
            lines += (folded == nil ? [""] : []) + [text(legend)]
        }
        return lines
    }

    // Columns

    private static func fitting(_ board: Board, _ width: Int?) -> [Int] {
        let all = Array(board.columns.indices)
        guard let width else { return all }
        let room = max(1, (width + gap) / (columnMin + gap))
        guard all.count > room else { return all }
        let order = all.sorted { rank(board.columns[$0]) < rank(board.columns[$1]) }
        return order.suffix(room).sorted()
    }

    /// Empty columns go first, those that are over their limit last.
    private static func rank(_ column: Board.Column) -> (Int, Int) {
        let place = folding.firstIndex(of: column.state) ?? folding.count
        return (column.count == 0 ? 0 : column.isOver ? 2 : 1, place)
    }

    private static func widths(_ board: Board, _ shown: [Int], _ width: Int?) -> [Int] {
        guard let width else {
            return shown.map { place in
                let cards = board.lanes.flatMap { $0.cells[place].cards }
                let widest = cards.map { TextWidth.of($0.title) }.max() ?? 0
                return min(columnMax, max(columnMin, widest))
            }
        }
        let count = max(1, shown.count)
        let room = max(count, width - gap * (count - 1))
        return (0..<count).map { room / count + ($0 < room % count ? 1 : 0) }
    }

    private func heading(_ place: Int) -> StyledLine {
        let column = board.columns[place]
        var line = StyledLine(column.state, .bold)
        line.add(" \(Self.count(column))", column.isOver ? .red : nil)
        return line
    }

    private static func count(_ column: Board.Column) -> String {
        guard let limit = column.limit else { return "\(column.count)" }
        return "\(column.count)/\(limit)" + (column.isOver ? " over" : "")
    }

    private var rules: [StyledLine] {
        widths.map { StyledLine(String(repeating: isASCII ? "-" : "─", count: $0), .dim) }
    }

    /// The columns that are not shown, on as many lines as they need.
    private var folded: [String]? {
        let columns = board.columns.indices.filter { !shown.contains($0) }.map {
            board.columns[$0]
        }
        guard !columns.isEmpty else { return nil }
        let counts = columns.map { "\($0.state) \(Self.count($0))" }.joined(separator: ", ")
        let hint =
            columns.allSatisfy { $0.count == 0 }
            ? "" : "; a filter such as state:\(columns[0].state) shows one"
        let sentence = "folded: \(counts)\(hint)"
        let lines = terminal.width.map { TextWidth.wrapped(sentence, to: $0) } ?? [sentence]
        return lines.map { text(StyledLine($0, .dim)) }
    }

    // Cells

    private func head(of lane: Board.Lane) -> String {
        var line = StyledLine("\(lane.name) ", .bold)
        line.add("\(lane.count) ")
        let width = terminal.width ?? widths.reduce(-Self.gap) { $0 + $1 + Self.gap }
        line = line.fitted(to: width, ascii: isASCII)
        let rest = max(0, width - line.width)
        line.add(String(repeating: isASCII ? "-" : "╌", count: rest), .dim)
        return text(line)
    }

    private func cell(_ cell: Board.Cell, _ width: Int) -> [StyledLine] {
        let more = cell.hidden > 0 ? [[StyledLine("+ \(cell.hidden) more", .dim)]] : []
        let blocks = cell.cards.map { card($0, width) } + more
        return Array(blocks.joined(separator: [StyledLine()]))
    }

    private func card(_ card: Board.Card, _ width: Int) -> [StyledLine] {
        var head = StyledLine(card.id)
        for mark in card.marks {
            head.add(" ")
            head.add(mark.sign(ascii: isASCII), mark.style)
        }
        for word in [card.priority, card.who] where !word.isEmpty { head.add(" " + word, .dim) }
        let title = SafeText.line(card.title)
        var parts = TextWidth.wrapped(title, to: width)
        if parts.count > Self.titleLinesMax {
            let rest = parts[(Self.titleLinesMax - 1)...].joined(separator: " ")
            parts = parts.prefix(Self.titleLinesMax - 1) + [rest]
        }
        return [head] + parts.map { StyledLine($0, .bold) }
    }

    private func joined(_ cells: [StyledLine]) -> String {
        var line = StyledLine()
        for (place, cell) in cells.enumerated() {
            if place > 0 { line.add(String(repeating: " ", count: Self.gap)) }
            line.add(cell.fitted(to: widths[place], ascii: isASCII).padded(to: widths[place]))
        }
        return text(line)
    }

    private func text(_ line: StyledLine) -> String {
        let fitted = terminal.width.map { line.fitted(to: $0, ascii: isASCII) } ?? line
        return fitted.text(on: terminal)
    }
}
