internal import ReleaseModel

/// A burn-up as text: the scope as a line, what is done as an area, what is to come as a range.
///
///      16 │                 ─────────────··│····
///         │        ─────────            ░░░│░░░░
///         │  ──────                  ░░░░░░│
///         │                  ███░░░░░░░░   │
///         │           ██████████           │
///       0 └─────────────────────T──────────D────
///          11-01       11-15      11-29
///            ▲▲   ▲      ▼
struct BurnUpChart {
    let burnUp: BurnUp
    let forecast: BurnUpForecast?
    let departure: CivilDate?
    /// Columns of the whole, and whether they are plain ASCII.
    let width: Int
    let isASCII: Bool

    static let height = 12
    /// A date and a blank on either side.
    private static let labelCells = 7
    /// Room to see how the range goes on behind its late end.
    private static let spareDays = 2
    /// What is to come takes at most so many times as much room as the past.
    private static let futureMost = 3

    private typealias Cell = (sign: Character, style: Terminal.Style?)

    private var top: Int { max(1, (burnUp.scope + burnUp.done).max() ?? 1) }
    private var margin: Int { String(top).count + 3 }
    private var columns: Int { max(20, width - margin) }

    /// Days behind the last one of the past that are shown.
    private var ahead: Int {
        let ends = [forecast?.late ?? forecast?.likely ?? forecast?.early, untilDeparture]
        let wanted = ends.compactMap { $0 }.max() ?? 0
        return wanted <= 0
            ? 0 : min(wanted + Self.spareDays, max(28, Self.futureMost * burnUp.days))
    }

    private var untilDeparture: Int? {
        departure.map { $0.dayNumber - burnUp.last.dayNumber }
    }

    private var total: Int { burnUp.days + ahead }
    /// A day is at most so many columns wide.
    private static let dayCells = 6
    private var count: Int { min(columns, total * Self.dayCells) }

    /// The first day of a column and its last, counted from the first of the past.
    private func days(of column: Int) -> ClosedRange<Int> {
        let first = column * total / count
        return first...max(first, (column + 1) * total / count - 1)
    }

    /// Of the column that holds the last day of the past that day is shown.
    private func past(_ column: Int) -> Int? {
        let days = days(of: column)
        return days.lowerBound < burnUp.days ? min(days.upperBound, burnUp.days - 1) : nil
    }

    var lines: [StyledLine] {
        let grid = (0..<count).map(cells)
        var lines: [StyledLine] = []
        for row in (0..<Self.height).reversed() {
            let label = row == Self.height - 1 ? "\(top)" : ""
            lines.append(line(label, isASCII ? "|" : "│", grid.map { $0[row] }))
        }
        lines.append(line("0", isASCII ? "+" : "└", axis))
        lines.append(line("", " ", dates))
        if changes.contains(where: { $0.sign != " " }) { lines.append(line("", " ", changes)) }
        return lines
    }

    /// What the signs mean.
    var legend: [String] {
        var parts = [
            "\(isASCII ? "-" : "─") scope", "\(isASCII ? "#" : "█") done", "T today",
        ]
        if forecast != nil { parts.append("\(isASCII ? ":" : "░") forecast") }
        if let departure, column(of: departure) != nil { parts.append("D departure") }
        if changes.contains(where: { $0.sign == grew }) { parts.append("\(grew) scope grew") }
        if changes.contains(where: { $0.sign == shrank }) { parts.append("\(shrank) shrank") }
        return parts
    }

    private var grew: Character { isASCII ? "^" : "▲" }
    private var shrank: Character { isASCII ? "v" : "▼" }

    // Cells

    /// One column from below.
    private func cells(_ column: Int) -> [Cell] {
        var cells = [Cell](repeating: (" ", nil), count: Self.height)
        let isDeparture = departure.flatMap { self.column(of: $0) } == column
        if isDeparture {
            for row in cells.indices { cells[row] = (isASCII ? "|" : "│", .yellow) }
        }
        let scopeRow: Int
        if let day = past(column) {
            for row in 0..<height(burnUp.done[day]) { cells[row] = (isASCII ? "#" : "█", .green) }
            scopeRow = height(burnUp.scope[day])
        } else {
            let days = days(of: column).upperBound - (burnUp.days - 1)
            if let forecast {
                let done = burnUp.done.last ?? 0
                let range = forecast.range(within: days)
                let (low, high) = (height(done + range.low), height(done + range.high))
                for row in max(0, low - 1)..<max(low, high) {
                    cells[row] = (isASCII ? ":" : "░", .green)
                }
            }
            scopeRow = height(burnUp.scope.last ?? 0)
        }
        if scopeRow > 0, cells[scopeRow - 1].sign != (isASCII ? "#" : "█") {
            cells[scopeRow - 1] = (isASCII ? "-" : "─", .bold)
        }
        return cells
    }

    /// Rows from below that a number fills: none for nothing, at least one for something.
    private func height(_ number: Int) -> Int {
        guard number > 0 else { return 0 }
        return max(1, Int((Double(number) / Double(top) * Double(Self.height)).rounded()))
    }

    private func column(of date: CivilDate) -> Int? {
        let day = date.dayNumber - burnUp.first.dayNumber
        let column = (day * count + (count > total ? total - 1 : 0)) / total
        return day >= 0 && column < count ? column : nil
    }

    private var axis: [Cell] {
        var cells = [Cell](repeating: (isASCII ? "-" : "─", .dim), count: count)
        if let today = column(of: burnUp.last) { cells[today] = ("T", .bold) }
        if let column = departure.flatMap(column) { cells[column] = ("D", .yellow) }
        return cells
    }

    private var dates: [Cell] {
        var cells = [Cell](repeating: (" ", nil), count: count)
        for column in stride(from: 0, to: count, by: 2 * Self.labelCells)
        where column + Self.labelCells <= count {
            let date = burnUp.first.adding(days: days(of: column).lowerBound)
            for (place, sign) in (date?.description.dropFirst(5) ?? "").enumerated() {
                cells[column + place] = (sign, .dim)
            }
        }
        return cells
    }

    /// Where the scope changed after the first day.
    private var changes: [Cell] {
        (0..<count).map { column in
            // A day that is several columns wide has its sign at the first of them.
            let next = column == 0 ? 1 : self.days(of: column - 1).upperBound + 1
            let last = min(self.days(of: column).upperBound, burnUp.days - 1)
            let days = next <= last ? Array(next...last) : []
            let change = days.reduce(0) { $0 + burnUp.added[$1] - burnUp.removed[$1] }
            return change == 0 ? (" ", nil) : (change > 0 ? grew : shrank, .yellow)
        }
    }

    private func line(_ label: String, _ edge: String, _ cells: [Cell]) -> StyledLine {
        var line = StyledLine(String(repeating: " ", count: margin - 2 - label.count) + label, .dim)
        line.add(" \(edge)", .dim)
        var place = 0
        while place < cells.count {
            let run = cells[place...].prefix { $0.style == cells[place].style }
            line.add(String(run.map(\.sign)), cells[place].style)
            place += run.count
        }
        return line
    }
}
