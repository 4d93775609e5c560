internal import ReleaseModel
internal import Replication

/// Marks as lines: when, in every zone that was asked for, and what.
struct AgendaTable {
    private let session: Session
    private let marks: CalendarMarks
    private var zones: any ZoneRules { session.environment.zones }

    init(_ session: Session, _ marks: CalendarMarks) {
        self.session = session
        self.marks = marks
    }

    func table(_ shown: [CalendarMark]) -> Table {
        var table = Table(session.zones + ["", "what", ""], flexible: session.zones.count + 1)
        for mark in shown {
            table.add(
                session.zones.map { when(mark.window, in: $0) }
                    + ["\(mark.kind.rawValue)", "\(mark.kind.word) \(mark.title)", mark.note])
        }
        return table
    }

    /// A day stays the day it is; a wall time becomes what that zone's clocks show.
    func when(_ window: Window, in zone: String) -> String {
        let start = point(window.start, in: zone)
        guard window.start != window.end else { return start }
        let end = point(window.end, in: zone)
        guard start.prefix(10) == end.prefix(10), start.count > 10 else {
            return "\(start) .. \(end)"
        }
        return "\(start)-\(end.suffix(5))"
    }

    private func point(_ moment: Moment, in zone: String) -> String {
        guard case .local = moment,
            let instant = moment.start(zones, reader: zone),
            let local = zones.local(of: instant, in: zone)
        else { return moment.date.description }
        return "\(local.date) \(local.time)"
    }

    func json(_ mark: CalendarMark) -> JSONValue {
        .object([
            ("kind", .string(mark.kind.word)), ("title", .string(mark.title)),
            ("window", .string(mark.window.text)), ("note", .string(mark.note)),
            (
                "zones",
                .object(session.zones.map { ($0, .string(when(mark.window, in: $0))) })
            ),
        ])
    }
}
