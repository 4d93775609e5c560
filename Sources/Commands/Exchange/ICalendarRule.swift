internal import ReleaseModel

/// The rule of a series as iCalendar wants it, beside the first occurrence that it gives.
///
/// There the first occurrence counts whether or not the rule gives it, so that it must be one that it gives.
struct ICalendarRule {
    static let dayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    /// Nil where the series happens once.
    let text: String?
    let first: Window

    /// Nil where the rule gives nothing.
    init?(_ rule: Recurrence?, first: Window, _ zones: any ZoneRules) {
        guard let rule else {
            text = nil
            self.first = first
            return
        }
        let start = first.start.date
        // Two periods hold the first day that is given, whatever weekday the series was begun on.
        let days = rule.frequency == .weekly ? rule.interval * 14 : 0
        guard let end = start.adding(days: days),
            let given = rule.dates(from: start, within: start...end).first,
            let moved = first.moved(to: given)
        else { return nil }
        self.first = moved
        var parts = ["FREQ=\(rule.frequency.rawValue)"]
        if rule.interval != 1 { parts.append("INTERVAL=\(rule.interval)") }
        if !rule.weekdays.isEmpty {
            let days = rule.weekdays.map { Self.dayNames[$0 - 1] }
            parts.append("BYDAY=" + days.joined(separator: ","))
        }
        if let count = rule.count { parts.append("COUNT=\(count)") }
        if let until = rule.until { parts.append("UNTIL=" + Self.until(until, moved, zones)) }
        text = parts.joined(separator: ";")
    }

    /// The last day as a day, or beside a time as the instant of that time on it (section 3.3.10).
    private static func until(
        _ date: CivilDate, _ first: Window, _ zones: any ZoneRules
    ) -> String {
        guard case .local(let local, let zone) = first.start,
            let last = CivilDateTime(date: date, hour: local.hour, minute: local.minute),
            let instant = zones.instant(of: last, in: zone),
            let universal = CivilDateTime(minuteNumber: instant)
        else { return ICalendarLines.date(date) }
        return ICalendarLines.dateTime(universal) + "Z"
    }
}
