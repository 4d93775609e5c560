package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail cal agenda`: what comes, one line each.
package struct CalendarAgenda: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "agenda", abstract: "List what comes, one line each.",
        discussion: "Example:  rail cal agenda --days 14 --tz Asia/Tokyo --tz Europe/Prague")

    @OptionGroup package var options: GlobalOptions
    @Option(help: "The first day, as 2026-11-12 or fri; today where none is given.")
    package var from: String?
    @Option(help: "How many days.") package var days = 30

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let first = try from.map(session.day) ?? session.today()
        guard let last = first.adding(days: max(0, days - 1)) else {
            throw CommandFailure(
                "invalid-days", "\(days) days lead out of the calendar.",
                hint: "Write fewer days.", status: .usage)
        }
        try session.read { view in
            let marks = CalendarMarks(view, session.environment)
            let found = try marks.marks(within: first...last, in: session.zones)
            let agenda = AgendaTable(session, view)
            if session.output.isJSON {
                try session.output.envelope(
                    "cal.agenda", try AsOf(view), .array(found.map(agenda.json)))
                return
            }
            session.output.table(agenda.table(found))
            if found.isEmpty { session.output.line("nothing from \(first) to \(last)") }
        }
    }
}
