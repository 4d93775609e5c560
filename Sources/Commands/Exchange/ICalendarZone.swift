internal import ReleaseModel

/// A time zone as iCalendar carries it (VTIMEZONE, section 3.6.5): the changes of its clocks over the years
/// that a calendar is about, those that come back every year as a rule.
struct ICalendarZone {
    /// Years looked at behind the last date: a rule that holds so long is taken to go on.
    private static let yearsAhead = 6
    /// No zone changes its clocks twice within this and back again.
    private static let stepMinutes = 7 * 1440

    /// One change of the clocks, in minutes.
    private struct Change {
        let instant: Int
        let from: Int
        let to: Int

        /// What clocks showed when it came.
        var local: CivilDateTime? { CivilDateTime(minuteNumber: instant + from) }
    }

    /// Changes that come back year after year on the like of one day.
    private struct Run {
        var changes: [Change]
        /// Weeks of the month that all of them fit: 1 for the first such weekday, -1 for the last.
        var weeks: Set<Int>
    }

    let name: String
    private let zones: any ZoneRules
    private let start: Int
    private let end: Int

    /// For dates of these years.
    init(_ name: String, years: ClosedRange<Int>, _ zones: any ZoneRules) {
        self.name = name
        self.zones = zones
        start = Self.newYear(years.lowerBound - 1)
        end = Self.newYear(years.upperBound + Self.yearsAhead)
    }

    private static func newYear(_ year: Int) -> Int {
        let year = min(max(year, CivilDate.years.lowerBound), CivilDate.years.upperBound)
        return (CivilDate(year: year, month: 1, day: 1)?.dayNumber ?? 0) * 1440
    }

    func write(to lines: inout ICalendarLines) {
        let first = offset(start)
        lines.component("VTIMEZONE") { lines in
            lines.add("TZID", name)
            let base = CivilDateTime(minuteNumber: start)
            write(base, from: first, to: first, rule: nil, to: &lines)
            for run in runs() {
                write(
                    run.changes.first?.local, from: run.changes.first?.from ?? 0,
                    to: run.changes.first?.to ?? 0, rule: rule(run), to: &lines)
            }
        }
    }

    private func write(
        _ onset: CivilDateTime?, from: Int, to: Int, rule: String?, to lines: inout ICalendarLines
    ) {
        guard let onset else { return }
        lines.component(to > from ? "DAYLIGHT" : "STANDARD") { lines in
            lines.add("DTSTART", ICalendarLines.dateTime(onset))
            lines.add("TZOFFSETFROM", Self.offset(from))
            lines.add("TZOFFSETTO", Self.offset(to))
            if let rule { lines.add("RRULE", rule) }
        }
    }

    private static func offset(_ minutes: Int) -> String {
        let digits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        let size = abs(minutes)
        return (minutes < 0 ? "-" : "+") + digits(size / 60) + digits(size % 60)
    }

    private func offset(_ instant: Int) -> Int { zones.offset(of: name, at: instant) ?? 0 }

    private func changes() -> [Change] {
        var changes: [Change] = []
        var place = start
        while place < end {
            let next = place + Self.stepMinutes
            let (from, to) = (offset(place), offset(next))
            if from != to {
                var (low, high) = (place, next)
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if offset(middle) == from { low = middle } else { high = middle }
                }
                changes.append(Change(instant: high, from: from, to: to))
            }
            place = next
        }
        return changes
    }

    private func runs() -> [Run] {
        var open: [Run] = []
        var done: [Run] = []
        for change in changes() {
            guard let local = change.local else { continue }
            let weeks = Self.weeks(of: local.date)
            let place = open.firstIndex { run in
                run.changes.last.map { Self.follows($0, change) } ?? false
                    && !run.weeks.isDisjoint(with: weeks)
            }
            if let place {
                open[place].changes.append(change)
                open[place].weeks.formIntersection(weeks)
            } else {
                done += open.filter { $0.changes.first?.from == change.from }
                open.removeAll { $0.changes.first?.from == change.from }
                open.append(Run(changes: [change], weeks: weeks))
            }
        }
        return (done + open).sorted {
            ($0.changes.first?.instant ?? 0) < ($1.changes.first?.instant ?? 0)
        }
    }

    private static func weeks(of date: CivilDate) -> Set<Int> {
        let isLast = date.day + 7 > CivilDate.days(inMonth: date.month, of: date.year)
        return Set([(date.day - 1) / 7 + 1] + (isLast ? [-1] : []))
    }

    /// Whether a change is that of the year before come back.
    private static func follows(_ earlier: Change, _ later: Change) -> Bool {
        guard let before = earlier.local, let after = later.local else { return false }
        return earlier.from == later.from && earlier.to == later.to
            && before.date.year + 1 == after.date.year && before.date.month == after.date.month
            && before.date.weekday == after.date.weekday && before.time == after.time
    }

    /// Nil for a change that came once.
    private func rule(_ run: Run) -> String? {
        guard run.changes.count > 1, let last = run.changes.last, let local = run.changes[0].local
        else { return nil }
        let week = run.weeks.contains(-1) ? -1 : run.weeks.first ?? 1
        let day = ICalendarRule.dayNames[local.date.weekday - 1]
        let rule = "FREQ=YEARLY;BYMONTH=\(local.date.month);BYDAY=\(week)\(day)"
        // One that held until the end of what was looked at goes on.
        guard last.instant + 366 * 1440 < end, let until = CivilDateTime(minuteNumber: last.instant)
        else { return rule }
        return rule + ";UNTIL=\(ICalendarLines.dateTime(until))Z"
    }
}
