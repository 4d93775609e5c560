internal import ReleaseModel

/// A timeline as text: a ruler a zone, a row a train, release or team.
///
///     2026-11-23 to 2027-02-14, 2 days a cell
///     Prague     11-23  12-07  12-21  01-04
///     freezes                ▒▒▒▒▒▒▒▒
///     Ios        b━━Ml━Mr━━MdD▒▒▒▒▒▒▒
///       2.7.0             R━╳
struct TimelineChart {
    let plan: TimelinePlan
    let scale: TimelineScale
    let rulers: [ZoneRuler]
    /// The minute that it is.
    let now: Int?
    let isASCII: Bool
    /// Cells of the column with the names.
    let margin: Int

    private typealias Cell = (sign: Character, style: Terminal.Style?)

    private var freeze: Character { isASCII ? "#" : "▒" }
    private var bar: Character { isASCII ? "=" : "━" }
    private var clash: Character { isASCII ? "X" : "╳" }
    private var night: Character { isASCII ? ":" : "░" }
    private var today: Character { isASCII ? "|" : "│" }
    private static let several: Character = "+"

    /// Names are cut at this.
    static let marginMax = 24

    static func margin(_ plan: TimelinePlan, _ rulers: [ZoneRuler]) -> Int {
        let names =
            plan.rows.map { TextWidth.of(SafeText.line($0.label)) + 2 * $0.depth }
            + rulers.map { TextWidth.of($0.name) } + [meeting.count]
        return min(marginMax, names.max() ?? 0) + 2
    }

    private static let meeting = "meeting"
    private static let noMeeting = "never are all at work"

    var lines: [StyledLine] {
        var lines = rulers.flatMap { ruler in
            [ruler.labels, ruler.nights(night)].compactMap { $0 }.enumerated().map { row, cells in
                line(row == 0 ? ruler.name : "", depth: 0, cells.map { ($0, .dim) })
            }
        }
        if let fits { lines.append(line(Self.meeting, depth: 0, fits)) }
        if !plan.freezes.isEmpty { lines.append(line("freezes", depth: 0, freezes)) }
        lines += plan.rows.map { line($0.label, depth: $0.depth, cells(of: $0)) }
        return lines
    }

    /// What the signs mean that can stand in it.
    var legend: [String] {
        var parts: [String] = []
        let bars = plan.rows.flatMap(\.bars).filter { $0.span.overlaps(scale.span) }
        var phases: Set<String> = []
        for bar in bars where bar.isPhase && phases.insert(bar.title).inserted {
            parts.append("\(bar.letter) \(bar.title)")
        }
        let marks = plan.rows.flatMap(\.marks).filter { scale.span.contains($0.at) }
        for kind in [CalendarMark.Kind.departure, .milestone]
        where marks.contains(where: { $0.kind == kind }) {
            parts.append("\(kind.rawValue) \(kind.word)")
        }
        if bars.contains(where: { !$0.isPhase }) { parts.append("R release") }
        let drawn = Set(plan.rows.flatMap { cells(of: $0).map(\.sign) })
        if drawn.contains(Self.several) { parts.append("\(Self.several) several") }
        if !plan.freezes.isEmpty { parts.append("\(freeze) freeze") }
        if drawn.contains(clash) { parts.append("\(clash) release inside a freeze") }
        if drawn.contains(today) { parts.append("\(today) now") }
        if scale.showsHours { parts.append("\(night) night") }
        if fits?.contains(where: { $0.sign == "=" }) == true { parts.append("= all are at work") }
        return parts
    }

    // Rows

    private func line(_ name: String, depth: Int, _ cells: [Cell]) -> StyledLine {
        var line = StyledLine(String(repeating: "  ", count: depth))
        line.add(name, depth == 0 ? .bold : nil)
        line = line.fitted(to: margin - 1, ascii: isASCII).padded(to: margin)
        var place = 0
        while place < cells.count {
            let run = cells[place...].prefix { $0.style == cells[place].style }
            line.add(String(run.map(\.sign)), cells[place].style)
            place += run.count
        }
        return line
    }

    private func cells(of row: TimelineRow) -> [Cell] {
        var cells = [Cell](repeating: (" ", nil), count: scale.count)
        if let cell = now.flatMap(scale.cell) { cells[cell] = (today, .dim) }
        let frozen = frozen(row)
        for cell in frozen { cells[cell] = (freeze, .yellow) }
        var marked: [Int: [TimelineRow.Mark]] = [:]
        for mark in row.marks {
            if let cell = scale.cell(of: mark.at) { marked[cell, default: []].append(mark) }
        }
        for stretch in row.bars {
            guard let range = scale.cells(of: stretch.span) else { continue }
            for cell in range {
                let clashes = !stretch.isPhase && frozen.contains(cell)
                cells[cell] =
                    clashes ? (clash, .red) : (bar, stretch.isPhase ? .blue : .green)
            }
            // Its letter stands where it can be seen.
            if let first = range.first(where: { marked[$0] == nil && cells[$0].sign == bar }) {
                cells[first].sign = Character(stretch.letter)
            }
        }
        for (cell, marks) in marked {
            cells[cell] = (
                marks.count == 1 ? Character(marks[0].kind.rawValue) : Self.several, .bold
            )
        }
        return cells
    }

    private func frozen(_ row: TimelineRow) -> Set<Int> {
        Set(plan.freezes.filter { $0.binds(row) }.flatMap { scale.cells(of: $0.span) ?? 0..<0 })
    }

    private var freezes: [Cell] {
        var cells = [Cell](repeating: (" ", nil), count: scale.count)
        for freeze in plan.freezes {
            guard let range = scale.cells(of: freeze.span) else { continue }
            for cell in range { cells[cell] = (self.freeze, .yellow) }
            let title = SafeText.line(freeze.title)
            guard TextWidth.of(title) == title.count, title.count + 2 <= range.count,
                !isASCII || title.utf8.count == title.count
            else { continue }
            for (cell, sign) in zip(range.dropFirst(), title) { cells[cell] = (sign, .yellow) }
        }
        return cells
    }

    /// The hours at which people of all zones are at work; nil where there is one zone, or no hours are seen.
    private var fits: [Cell]? {
        guard rulers.count > 1, scale.showsHours else { return nil }
        let cells: [Cell] = (0..<scale.count).map { cell in
            rulers.allSatisfy { $0.isOffice(cell) } ? ("=", .green) : (" ", nil)
        }
        guard !cells.contains(where: { $0.sign == "=" }) else { return cells }
        return Self.noMeeting.prefix(scale.count).map { ($0, .dim) }
    }
}
