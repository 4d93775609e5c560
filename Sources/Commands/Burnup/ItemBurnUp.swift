package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail burnup`: how much there was to do, how much is done, and when it may all be.
package struct ItemBurnUp: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "burnup", abstract: "Show scope and done day by day, and when all may be done.",
        discussion: """
            Counted is what the words let through today: in the scope from the day on which it was added until \
            it was dropped, done from the day on which it was; --size counts sizes, where an item without one \
            counts as 1. The forecast draws what was done in past weeks (days, where there are fewer than four \
            weeks) \(BurnUpForecast.runs) times, for the scope as it is today; the same --seed draws the \
            same. Where the words name one release or train, its departure is shown.
            Example:  rail burnup release:2.7.0 --seed 7
            """)

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Count sizes instead of items.") package var size = false
    @Option(
        help: "The first day, as 2026-11-12 or last-mon; the first item's where none is given.")
    package var from: String?
    @Option(help: "What the forecast draws by.") package var seed: UInt32 = 1
    @Argument(
        parsing: .allUnrecognized,
        help: "A filter: field:value, +label, -label, words of the title.")
    package var words: [String] = []

    package init() {}

    /// Where lines may be of any length.
    private static let widthElsewhere = 80

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let from = try from.map(session.day)
        let today = try session.today()
        if let from, from > today {
            throw CommandFailure(
                "invalid-span", "\(from) lies ahead: a burn-up looks back.",
                hint: "Write a day of the past, as last-mon or --from=-8w.", status: .usage)
        }
        try session.read { view in
            var filter = try session.filter(words, Item.schema, view)
            filter.require(Backlog.own)
            if !filter.names(SharedFields.archived) { filter.require("archived = 0") }
            let reading = BurnUpReading(view: view, session: session, bySize: size)
            let output = session.output
            guard let burnUp = try reading.burnUp(filter, from: from) else {
                if output.isJSON {
                    try output.envelope("burnup", try AsOf(view), .array([]))
                } else {
                    output.line(
                        words.isEmpty
                            ? "nothing to do; rail add \"Something to do\"" : "no item is like that"
                    )
                }
                return
            }
            let records = BurnUpRecords(
                burnUp: burnUp.since(from), forecast: BurnUpForecast(burnUp, seed: UInt64(seed)),
                departure: try BurnUpDeparture(filter, view, session), seed: seed)
            if output.isJSON {
                try output.envelope("burnup", try AsOf(view), .array(records.json))
                return
            }
            if !output.isPlain { draw(records, output) }
            for sentence in sentences(records) { output.text(sentence) }
        }
    }

    private func draw(_ records: BurnUpRecords, _ output: Output) {
        let chart = BurnUpChart(
            burnUp: records.burnUp, forecast: records.forecast,
            departure: records.departure?.date,
            width: output.terminal.width ?? Self.widthElsewhere, isASCII: output.isASCII)
        for line in chart.lines { output.line(line.text(on: output.terminal)) }
        for line in Legend.lines(chart.legend, width: output.terminal.width) { output.line(line) }
    }

    // What it comes to

    private func sentences(_ records: BurnUpRecords) -> [String] {
        let burnUp = records.burnUp
        let unit = size ? " by size" : ""
        let added = burnUp.added.dropFirst().reduce(0, +)
        let removed = burnUp.removed.dropFirst().reduce(0, +)
        let (scope, done) = (burnUp.scope.last ?? 0, burnUp.done.last ?? 0)
        var sentences = [
            "scope \(scope)\(unit), done \(done), remaining \(burnUp.left); "
                + "since \(burnUp.first): \(added) added, \(removed) dropped"
        ]
        sentences.append(finish(records))
        if let departure = records.departure { sentences.append(leaving(departure, records)) }
        return sentences
    }

    private func finish(_ records: BurnUpRecords) -> String {
        guard let forecast = records.forecast else {
            if records.burnUp.left == 0 { return "all is done" }
            return records.burnUp.days < BurnUpForecast.unitsMin
                ? "no forecast: it draws from \(BurnUpForecast.unitsMin) days of work or more"
                : "no forecast: nothing was done lately that it could draw from"
        }
        let unit = forecast.unit == 7 ? "weeks" : "days"
        let basis = "as in the last \(forecast.past.count) \(unit), seed \(seed)"
        guard let early = records.date(forecast.early) else {
            return "forecast: not within \(BurnUpForecast.unitsMax) \(unit) (\(basis))"
        }
        let likely = records.date(forecast.likely).map { "\($0)" } ?? "later"
        let late = records.date(forecast.late).map { "\($0)" } ?? "nobody knows when"
        return "forecast: done between \(early) and \(late), likely by \(likely) (\(basis))"
    }

    private func leaving(_ departure: BurnUpDeparture, _ records: BurnUpRecords) -> String {
        let what = "\(departure.title) leaves on \(departure.date)"
        guard let runs = records.runs else { return what }
        return "\(what): all is done by then in \(runs) of \(BurnUpForecast.runs) runs"
    }
}
