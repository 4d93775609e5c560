internal import ReleaseModel

/// A month as weeks, from Monday to Sunday or as the reader counts them.
///
///     2026-12  in Europe/Prague
///     week    Mon     Tue     Wed     Thu     Fri     Sat     Sun
///     49 R-2          1       2       3 M     4       5       6
///     51 R-0  14 D    15      16      17      18      19      20#
///
/// Letters say what is on a day, `#` that a freeze covers it, `*` which day is today; weeks count
/// down to the next departure.
struct MonthGrid {
    let first: CivilDate
    let last: CivilDate
    let today: CivilDate
    let marks: CalendarMarks
    let found: [CalendarMark]
    /// When trains leave, also beyond the month.
    let departures: [CivilDate]
    let zone: String
    let weekStart: WeekStart

    private static let cellWidth = 9

    var lines: [String] {
        var lines = [
            "\(first.description.prefix(7))  in \(zone)",
            "F freeze (# lasts)  D departure  M milestone  R release  E entry  * today",
            TextWidth.padded("week", to: 9)
                + weekStart.weekdays.map { TextWidth.padded($0, to: Self.cellWidth) }.joined(),
        ]
        var next = weekStart.week(of: first)
        while let start = next, start <= last {
            lines.append(week(start))
            next = start.adding(days: 7)
        }
        return lines.map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private func week(_ start: CivilDate) -> String {
        let head = "\(Self.number(start)) \(countdown(start))"
        let days = (0..<7).compactMap { start.adding(days: $0) }
        return TextWidth.padded(head, to: 9)
            + days.map { TextWidth.padded(cell($0), to: Self.cellWidth) }.joined()
    }

    private func cell(_ day: CivilDate) -> String {
        guard day >= first, day <= last else { return "" }
        var letters: [String] = []
        var isFrozen = false
        for mark in found {
            guard let days = marks.days(of: mark, in: zone), days.contains(day) else { continue }
            if mark.kind == .freeze { isFrozen = true }
            let letter = mark.kind == .freeze && days.lowerBound != day ? "" : mark.kind.rawValue
            if !letters.contains(letter) { letters.append(letter) }
        }
        let text = "\(day.day)\(day == today ? "*" : "")\(isFrozen ? "#" : "")"
        let marked = letters.joined()
        return marked.isEmpty ? text : "\(text) \(marked)"
    }

    /// Weeks until the next departure: R-0 is the week in which the train leaves.
    private func countdown(_ start: CivilDate) -> String {
        guard let next = departures.first(where: { $0 >= start }) else { return "" }
        let weeks = (next.dayNumber - start.dayNumber) / 7
        return weeks <= Self.weeksMax ? "R-\(weeks)" : ""
    }

    /// What leaves in more than a year is no countdown.
    private static let weeksMax = 53

    /// The number of the ISO 8601 week: the week belongs to the year that has its Thursday.
    ///
    /// Every week of seven days has one Thursday, whatever day it begins on.
    private static func number(_ start: CivilDate) -> String {
        guard let thursday = start.adding(days: (4 - start.weekday + 7) % 7),
            let january = CivilDate(year: thursday.year, month: 1, day: 1)
        else { return "" }
        let number = (thursday.dayNumber - january.dayNumber) / 7 + 1
        return number < 10 ? " \(number)" : "\(number)"
    }
}
