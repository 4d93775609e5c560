package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail cal month`: a grid of weeks, and the agenda of the month below it.
package struct CalendarMonth: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "month", abstract: "Show a month: weeks, freezes, departures, what is when.",
        discussion: """
            Weeks begin as the reader's country counts them, by LC_ALL, LC_TIME or LANG; without a country on \
            Monday. --week-start says otherwise.
            Example:  rail cal month 2026-12 --tz Asia/Tokyo --tz America/Recife
            Example:  rail cal month --week-start sun
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "The day on which weeks begin: mon, sun, sat or fri.")
    package var weekStart: String?
    @Argument(help: "The month, as 2026-12; this one where none is given.")
    package var month: String?

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        guard let today = session.environment.now?.date,
            let first = month.map({ CivilDate($0 + "-01") })
                ?? CivilDate(year: today.year, month: today.month, day: 1)
        else {
            throw CommandFailure(
                "invalid-month", "“\(month ?? "")” is no month.", hint: "Write 2026-12.",
                status: .usage)
        }
        let weekStart = try WeekStart(weekStart, session.environment.variables)
        let count = CivilDate.days(inMonth: first.month, of: first.year)
        guard let last = first.adding(days: count - 1) else { return }
        try session.read { view in
            let marks = CalendarMarks(view, session.environment)
            let found = try marks.marks(within: first...last, in: session.zones)
            let agenda = AgendaTable(session, view)
            if session.output.isJSON {
                try session.output.envelope(
                    "cal.month", try AsOf(view), .array(found.map(agenda.json)))
                return
            }
            if !session.output.isPlain {
                let grid = MonthGrid(
                    first: first, last: last, today: today, marks: marks, found: found,
                    departures: try marks.departures(in: session.zones[0]), zone: session.zones[0],
                    weekStart: weekStart)
                for line in grid.lines { session.output.line(line) }
                session.output.line()
            }
            session.output.table(agenda.table(found))
            if found.isEmpty, session.output.isPlain {
                session.output.line("nothing in \(first.description.prefix(7))")
            }
        }
    }
}
