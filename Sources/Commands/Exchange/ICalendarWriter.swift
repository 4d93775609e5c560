internal import Causality
internal import Lattice
internal import ReleaseModel

/// Turns the things of a workspace into components of one iCalendar object.
struct ICalendarWriter {
    /// What was called off stays readable so long: by then every reader has fetched it.
    static let cancelledShownDays = 90

    private let zones: any ZoneRules
    private let today: CivilDate
    private(set) var body = ICalendarLines()
    private var zoneNames: Set<String>
    private var years: ClosedRange<Int>

    /// `zone` is the reader's; it is explained whatever else is, since no calendar may be empty.
    init(zones: any ZoneRules, zone: String, today: CivilDate) {
        self.zones = zones
        self.today = today
        zoneNames = [zone]
        years = today.year...today.year
    }

    /// The whole object: its head, the zones that its dates name, and its components.
    func calendar(named name: String) -> [String] {
        var lines = ICalendarLines()
        lines.component("VCALENDAR") { lines in
            lines.add("VERSION", "2.0")
            lines.add("PRODID", "-//Railyard//rail//EN")
            lines.add("CALSCALE", "GREGORIAN")
            lines.add(text: "NAME", name)
            lines.add(text: "X-WR-CALNAME", name)
            lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
            for zone in zoneNames.sorted() {
                ICalendarZone(zone, years: years, zones).write(to: &lines)
            }
            lines.add(body)
        }
        return lines.lines
    }

    /// A thing with a window or a point; nothing where it has none.
    mutating func add(_ subject: ICalendarSubject) {
        let document = subject.document
        switch document.entityKind {
        case .item: addTask(subject)
        case .milestone:
            addPoint(document.value(Milestone.when), subject)
        case .train: addPoint(document.value(Train.departure), subject)
        case .freeze: addWindow(document.value(Freeze.window), subject)
        case .release: addWindow(document.value(Release.window), subject)
        case .entry: addWindow(document.value(CalendarEntry.when), subject)
        case .workspace, .person, .team, .edge, .service, .series, .card, .request, .view, nil:
            break
        }
    }

    // Events

    private mutating func addWindow(_ value: Value?, _ subject: ICalendarSubject) {
        guard let window = value.flatMap({ Window($0) }), !isLongPast(window, subject) else {
            return
        }
        note(window)
        body.component("VEVENT") { lines in
            subject.head(subject.title, to: &lines)
            ICalendarTime.add(window, to: &lines)
            subject.tail(to: &lines)
        }
    }

    private mutating func addPoint(_ value: Value?, _ subject: ICalendarSubject) {
        guard let point = value.flatMap({ Moment($0) }),
            let window = Window(start: point, end: point)
        else { return }
        addWindow(window.value, subject)
        addDeadline(point, subject)
    }

    /// A day that ends somewhere in particular is shown once more as the time at which it does, so that
    /// nobody abroad takes their own midnight for it.
    private mutating func addDeadline(_ point: Moment, _ subject: ICalendarSubject) {
        guard let end = ICalendarTime.end(of: point), let window = Window(start: end, end: end)
        else { return }
        note(window)
        body.component("VEVENT") { lines in
            subject.head("Deadline: \(subject.title)", suffix: "-deadline", to: &lines)
            ICalendarTime.add("DTSTART", end, to: &lines)
            subject.tail(to: &lines)
        }
    }

    private mutating func addTask(_ subject: ICalendarSubject) {
        let document = subject.document
        guard let due = document.value(Item.due).flatMap({ Moment($0) }) else { return }
        if let window = Window(start: due, end: due) { note(window) }
        body.component("VTODO") { lines in
            subject.head(subject.title, to: &lines)
            ICalendarTime.add("DUE", due, to: &lines)
            let priorities = ["urgent": "1", "high": "3", "medium": "5", "low": "7"]
            if let priority = document.string(Item.priority).flatMap({ priorities[$0] }) {
                lines.add("PRIORITY", priority)
            }
            subject.tail(to: &lines)
        }
        addDeadline(due, subject)
    }

    // Series

    /// A series with its rule; what was changed of it stands beside it, what was called off is left out of it.
    mutating func add(_ series: ICalendarSubject, changed: [ICalendarSubject]) {
        guard let first = series.document.value(Series.first).flatMap({ Window($0) }) else {
            return
        }
        let text = series.document.string(Series.rule)
        let recurrence = text.flatMap { Recurrence($0) }
        guard let rule = ICalendarRule(recurrence, first: first, zones) else { return }
        let occurrences = changed.compactMap { ChangedOccurrence($0, of: series.document, first) }
        note(rule.first)
        body.component("VEVENT") { lines in
            series.head(series.title, to: &lines)
            ICalendarTime.add(rule.first, to: &lines)
            if let rule = rule.text { lines.add("RRULE", rule) }
            for occurrence in occurrences where occurrence.isGiven && occurrence.isOff {
                ICalendarTime.add("EXDATE", occurrence.original.start, to: &lines)
            }
            series.tail(to: &lines)
        }
        for occurrence in occurrences where !occurrence.isOff {
            addOccurrence(occurrence, of: series)
        }
    }

    private mutating func addOccurrence(
        _ occurrence: ChangedOccurrence, of series: ICalendarSubject
    ) {
        note(occurrence.window)
        let title = occurrence.subject.document.title ?? series.title
        body.component("VEVENT") { lines in
            if occurrence.isGiven {
                occurrence.subject.head(title, uid: series.document.id, to: &lines)
                ICalendarTime.add("RECURRENCE-ID", occurrence.original.start, to: &lines)
            } else {
                // The rule gives it no longer: it stands alone.
                occurrence.subject.head(title, to: &lines)
            }
            ICalendarTime.add(occurrence.window, to: &lines)
            occurrence.subject.tail(to: &lines)
        }
    }

    private func isLongPast(_ window: Window, _ subject: ICalendarSubject) -> Bool {
        subject.status == "CANCELLED"
            && window.end.date.dayNumber + Self.cancelledShownDays < today.dayNumber
    }

    private mutating func note(_ window: Window) {
        for point in [window.start, window.end] {
            if let zone = ICalendarTime.zone(of: point) { zoneNames.insert(zone) }
        }
        years =
            min(
                years.lowerBound, window.start.date.year)...max(
                years.upperBound, window.end.date.year)
    }
}
