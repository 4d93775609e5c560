internal import Causality
internal import ReleaseModel
internal import Replication

/// Marks as lines: the day, the time in every zone that was asked for, what, and the id to act on.
///
///     date       Tokyo        Recife     what                  id
///     12-21 Mon  to 01-03                freeze Year end       7q0j
///     12-21 Mon  21:00-23:00  09:00      release ledger 2.7.0  5f2s
///     12-22 Tue  08:00        Mon 20:00  entry Hand-over       4kn6
///
/// The day is that of the first zone; another zone's weekday is told where it differs.
struct AgendaTable {
    private let session: Session
    private let names: ThingNames
    private var text: CivilText { CivilText(zones: session.environment.zones) }

    init(_ session: Session, _ view: ReplicaView) {
        self.session = session
        names = ThingNames(view)
    }

    func table(_ shown: [CalendarMark]) -> Table {
        let cities = session.zones.map(Self.city)
        var table = Table(["date"] + cities + ["what", "id"], flexible: cities.count + 1)
        for mark in shown {
            let what = "\(mark.kind.word) \(mark.title)"
            let cells = [day(mark)] + session.zones.map { cell(mark.window, in: $0) }
            let id = names.id(mark.id)
            // Beside many zones little room is left for what must not be cut off.
            let isApart = session.output.terminal.width != nil && session.zones.count > 1
            let note = mark.note.isEmpty || isApart ? "" : " · \(mark.note)"
            table.add(cells + [what + note, id])
            if isApart, !mark.note.isEmpty {
                table.add(cells.map { _ in "" } + ["  \(mark.note)", ""])
            }
        }
        return table
    }

    /// The year too, where there is room for it.
    private func day(_ mark: CalendarMark) -> String {
        let date = local(mark.window.start, in: session.zones[0]).date
        let text = date.description.dropFirst(session.zones.count > 1 ? 5 : 0)
        return "\(text) \(Self.weekday(date))"
    }

    /// The time in one zone: nothing for a day, which is the same day everywhere.
    ///
    /// Only the first zone has room for the end, and names its day where it is not plain which.
    private func cell(_ window: Window, in zone: String) -> String {
        let first = local(window.start, in: session.zones[0]).date
        let (start, end) = (local(window.start, in: zone), local(window.end, in: zone))
        guard zone == session.zones[0] else {
            let day = start.date == first ? "" : "\(Self.weekday(start.date)) "
            return start.time.map { day + $0 } ?? ""
        }
        guard window.start != window.end else { return start.time ?? "" }
        let last = end.date.description.dropFirst(5)
        guard let from = start.time, let until = end.time else {
            return start.date == end.date ? "" : "to \(last)"
        }
        let isShort = window.interval(text.zones, reader: zone).map { $0.count <= 1440 } ?? false
        return isShort ? "\(from)-\(until)" : "\(from) to \(last) \(until)"
    }

    private func local(
        _ moment: Moment, in zone: String
    ) -> (date: CivilDate, time: String?) {
        guard case .local = moment,
            let instant = moment.start(text.zones, reader: zone),
            let local = text.zones.local(of: instant, in: zone)
        else { return (moment.date, nil) }
        return (local.date, local.time)
    }

    private static func city(_ zone: String) -> String {
        let name = zone.split(separator: "/").last.map(String.init) ?? zone
        return String(name.map { $0 == "_" ? " " : $0 })
    }

    private static func weekday(_ date: CivilDate) -> String {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekday - 1]
    }

    func json(_ mark: CalendarMark) -> JSONValue {
        .object([
            ("kind", .string(mark.kind.word)), ("id", .string(Crockford.text(mark.id))),
            ("title", .string(mark.title)), ("window", .string(mark.window.text)),
            ("note", .string(mark.note)),
            ("series", .text(mark.occurrence.map { Crockford.text($0.series) })),
            ("occurrence", .text(mark.occurrence?.originalDate.description)),
            (
                "zones",
                .object(
                    session.zones.map { ($0, .string(text.span(mark.window, in: $0))) })
            ),
        ])
    }
}
