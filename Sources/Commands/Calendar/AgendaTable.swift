internal import ReleaseModel
internal import Replication

/// Marks as lines: when, in every zone that was asked for, and what.
struct AgendaTable {
    private let session: Session
    private let marks: CalendarMarks

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

    func when(_ window: Window, in zone: String) -> String {
        ZonedTime(zones: session.environment.zones).text(window, in: zone)
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
