internal import ReleaseModel

/// Points and windows as properties of iCalendar.
enum ICalendarTime {
    private static let universal: Set<String> = ["UTC", "Etc/UTC"]

    /// A property that holds one point: a day as DATE, a time with its zone.
    static func add(_ name: String, _ point: Moment, to lines: inout ICalendarLines) {
        switch point {
        case .local(let local, let zone) where universal.contains(zone):
            lines.add(name, ICalendarLines.dateTime(local) + "Z")
        case .local(let local, let zone):
            lines.add("\(name);TZID=\(zone)", ICalendarLines.dateTime(local))
        case .date(let date, _), .dateIn(let date, _):
            lines.add("\(name);VALUE=DATE", ICalendarLines.date(date))
        }
    }

    /// DTSTART and DTEND; the end of days is the day after, and what takes no time has none.
    static func add(_ window: Window, to lines: inout ICalendarLines) {
        add("DTSTART", window.start, to: &lines)
        switch window.end {
        case .local:
            if window.end != window.start { add("DTEND", window.end, to: &lines) }
        case .date, .dateIn:
            if let end = window.end.adding(days: 1) { add("DTEND", end, to: &lines) }
        }
    }

    /// The instant at which a day ends that ends somewhere in particular; nil for a day of each reader's own.
    static func end(of point: Moment) -> Moment? {
        let place: (date: CivilDate, zone: String, hour: Int)
        switch point {
        case .dateIn(let date, let zone): place = (date, zone, 0)
        // The day has ended everywhere when it is noon of the next in UTC.
        case .date(let date, .anywhere): place = (date, "UTC", 12)
        case .date(_, .regional), .local: return nil
        }
        guard let next = place.date.adding(days: 1),
            let local = CivilDateTime(date: next, hour: place.hour, minute: 0)
        else { return nil }
        return .local(local, zone: place.zone)
    }

    /// The zones that a point needs explained.
    static func zone(of point: Moment) -> String? {
        guard case .local(_, let zone) = point, !universal.contains(zone) else { return nil }
        return zone
    }
}
