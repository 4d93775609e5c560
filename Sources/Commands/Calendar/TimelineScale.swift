/// Cells of equal length along a stretch of time, in minutes since 1970 in UTC.
struct TimelineScale {
    let start: Int
    /// Minutes of a cell.
    let step: Int
    let count: Int

    /// Lengths that people count in; beyond them whole weeks.
    private static let steps = [15, 30, 60, 120, 180, 240, 360, 720, day, 2 * day, week]
    static let day = 1440
    private static let week = 7 * day

    /// The finest cells of which no more than so many are needed.
    init(_ span: Range<Int>, cells: Int) {
        let length = max(1, span.count)
        let weeks = max(1, (length + Self.week * cells - 1) / (Self.week * cells))
        start = span.lowerBound
        step = Self.steps.first { length <= $0 * cells } ?? weeks * Self.week
        count = (length + step - 1) / step
    }

    var span: Range<Int> { start..<start + step * count }

    /// Whether the hours of a day are seen.
    var showsHours: Bool { step <= 180 }

    func instant(of cell: Int) -> Int { start + cell * step }

    /// The cell of an instant; nil outside.
    func cell(of instant: Int) -> Int? {
        span.contains(instant) ? (instant - start) / step : nil
    }

    /// The cells that a stretch of time touches; nil where none.
    func cells(of stretch: Range<Int>) -> Range<Int>? {
        guard stretch.overlaps(span) else { return nil }
        let inside = stretch.clamped(to: span)
        return (inside.lowerBound - start) / step..<(inside.upperBound - start + step - 1) / step
    }

    /// What a cell is, as in “2 days a cell”.
    var unit: String {
        switch step {
        case ..<60: "\(step) minutes"
        case 60: "an hour"
        case ..<Self.day: "\(step / 60) hours"
        case Self.day: "a day"
        case Self.week: "a week"
        case let step where step % Self.week == 0: "\(step / Self.week) weeks"
        default: "\(step / Self.day) days"
        }
    }
}
