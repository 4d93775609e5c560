internal import ReleaseModel

/// A month as weeks from Monday to Sunday.
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

    private static let cellWidth = 9

    var lines: [String] {
        var lines = [
            "\(first.description.prefix(7))  in \(zone)",
            "F freeze (# lasts)  D departure  M milestone  R release  E entry  * today",
            TextWidth.padded("week", to: 9)
                + ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map {
                    TextWidth.padded($0, to: Self.cellWidth)
                }.joined(),
        ]
        var monday = first.adding(days: 1 - first.weekday)
        while let start = monday, start <= last {
            lines.append(week(start))
            monday = start.adding(days: 7)
        }
        return lines.map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private func week(_ monday: CivilDate) -> String {
        let head = "\(Self.number(monday)) \(countdown(monday))"
        let days = (0..<7).compactMap { monday.adding(days: $0) }
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
    private func countdown(_ monday: CivilDate) -> String {
        guard let next = departures.first(where: { $0 >= monday }) else { return "" }
        let weeks = (next.dayNumber - monday.dayNumber) / 7
        return weeks <= Self.weeksMax ? "R-\(weeks)" : ""
    }

    /// What leaves in more than a year is no countdown.
    private static let weeksMax = 53

    /// The number of the ISO 8601 week: the week belongs to the year that has its Thursday.
    private static func number(_ monday: CivilDate) -> String {
        guard let thursday = monday.adding(days: 3),
            let january = CivilDate(year: thursday.year, month: 1, day: 1)
        else { return "" }
        let number = (thursday.dayNumber - january.dayNumber) / 7 + 1
        return number < 10 ? " \(number)" : "\(number)"
    }
}
