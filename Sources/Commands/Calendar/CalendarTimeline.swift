package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail cal timeline`: trains or teams along the days, with rulers of up to three zones.
package struct CalendarTimeline: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "timeline",
        abstract: "Show trains and releases along the days, in up to three zones.",
        discussion: """
            A row is a train with its releases below it, or with --by team a team. Bars are phases, as the \
            train's milestones plan them, and the windows of releases; letters are departures and milestones; \
            freezes are shaded where they bind. A few days are shown by the hour, with the night of each zone.
            Example:  rail cal timeline --from 2026-11-23 --to 2026-11-24 --tz Europe/Prague --tz Asia/Tokyo
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "Rows: train or team.") package var by = "train"
    @Option(
        help: "The first day, as 2026-11-12 or fri; where none is given the first of this week.")
    package var from: String?
    @Option(help: "The last day; twelve weeks from the first where none is given.")
    package var to: String?

    package init() {}

    /// More rulers leave no eye for the rows.
    static let zonesMax = 3
    /// What is shown where nobody says how much.
    static let daysShown = 84
    /// Ten years: what lies farther is no plan, and a cell of it would be months.
    static let daysMax = 3_660
    /// Where lines may be of any length.
    private static let widthElsewhere = 100
    /// Fewer cells show nothing.
    private static let cellsMin = 20

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let isByTeam = try rowsAreTeams()
        guard session.zones.count <= Self.zonesMax else {
            throw CommandFailure(
                "too-many-zones", "A timeline has room for \(Self.zonesMax) zones.",
                hint: "Leave out some --tz; rail cal agenda takes more.", status: .usage)
        }
        let days = try span(session)
        guard let minutes = minutes(of: days, session) else {
            throw CommandFailure(
                "no-date", "\(days.lowerBound) lies outside the calendar.", status: .usage)
        }
        try session.read { view in
            let plan = try TimelinePlan(view, session, byTeam: isByTeam, within: minutes)
            let records = TimelineRecords(plan: plan, session: session)
            let output = session.output
            if output.isJSON {
                try output.envelope("cal.timeline", try AsOf(view), .array(records.json))
                return
            }
            let isNothing = plan.rows.isEmpty && plan.freezes.isEmpty
            if isNothing {
                output.line("nothing from \(days.lowerBound) to \(days.upperBound)")
            } else if output.isPlain {
                output.table(records.table(ThingNames(view)))
            } else {
                draw(plan, days, minutes, session)
            }
            if plan.empty > 0 {
                let verb = plan.empty == 1 ? "has" : "have"
                let rows = Counted(plan.empty, isByTeam ? "team" : "row")
                output.text("\(rows) \(verb) nothing in these days")
            }
        }
    }

    private func draw(
        _ plan: TimelinePlan, _ days: ClosedRange<CivilDate>, _ minutes: Range<Int>,
        _ session: Session
    ) {
        let output = session.output
        let width = output.terminal.width ?? Self.widthElsewhere
        let zones = session.environment.zones
        let names = session.zones.map { zone in
            ZoneRuler(scale: TimelineScale(minutes, cells: 1), zone: zone, zones: zones)
        }
        let margin = TimelineChart.margin(plan, names)
        let scale = TimelineScale(minutes, cells: max(Self.cellsMin, width - margin))
        let rulers = session.zones.map { ZoneRuler(scale: scale, zone: $0, zones: zones) }
        let now = Int(clamping: session.environment.clock() / 60_000)
        let chart = TimelineChart(
            plan: plan, scale: scale, rulers: rulers, now: now, isASCII: output.isASCII,
            margin: margin)
        output.text("\(days.lowerBound) to \(days.upperBound), \(scale.unit) a cell")
        for line in chart.lines { output.line(line.text(on: output.terminal)) }
        for line in Legend.lines(chart.legend, width: output.terminal.width) { output.line(line) }
    }

    // What was asked for

    private func rowsAreTeams() throws -> Bool {
        switch WordChoice(["train", "team"]).match(by) {
        case "train": return false
        case "team": return true
        default:
            throw CommandFailure(
                "unknown-rows", "A timeline has no rows by “\(by)”.",
                hint: "Rows: train, team.", status: .usage)
        }
    }

    private func span(_ session: Session) throws -> ClosedRange<CivilDate> {
        let today = try session.today()
        let first =
            try from.map(session.day)
            ?? WeekStart(nil, session.environment.variables).week(of: today) ?? today
        let last = try to.map(session.day) ?? first.adding(days: Self.daysShown - 1) ?? first
        guard first <= last else {
            throw CommandFailure(
                "invalid-span", "\(last) lies before \(first).",
                hint: "--from is the first day, --to the last.", status: .usage)
        }
        guard last.dayNumber - first.dayNumber < Self.daysMax else {
            throw CommandFailure(
                "invalid-span", "From \(first) to \(last) is more than \(Self.daysMax) days.",
                hint: "Say fewer days with --to.", status: .usage)
        }
        return first...last
    }

    /// The days as the clocks of the first zone have them.
    private func minutes(of days: ClosedRange<CivilDate>, _ session: Session) -> Range<Int>? {
        let (zones, zone) = (session.environment.zones, session.zones[0])
        guard let next = days.upperBound.adding(days: 1),
            let first = CivilDateTime(date: days.lowerBound, hour: 0, minute: 0),
            let last = CivilDateTime(date: next, hour: 0, minute: 0),
            let start = zones.instant(of: first, in: zone),
            let end = zones.instant(of: last, in: zone), start < end
        else { return nil }
        return start..<end
    }
}
