package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail series reschedule`: let one occurrence take place at another time.
package struct SeriesReschedule: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "reschedule", abstract: "Let one occurrence take place at another time.",
        discussion:
            "Example:  rail series reschedule Stand-up 2026-12-24 2026-12-23T09:00..2026-12-23T09:15"
    )

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The series' id or name.") package var id: String
    @Argument(help: "The day that the rule gives it, as `dates` lists them.")
    package var day: String
    @Argument(help: "The new time, as START..END; in the series' own zone where it names none.")
    package var time: String

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("series.reschedule") { draft, view in
            let series = try EntityFinder(view).find(id, [.series])
            let day = try writing.session.day(day)
            let zones = writing.session.environment.zones
            let first = try draft.existing(series).value(Series.first).flatMap { Window($0) }
            let input = FieldInput(
                today: try writing.session.today(),
                zone: first?.start.zone ?? writing.session.environment.zone, zones: zones
            ) { try EntityFinder(view).find($1, $0) }
            guard let window = Window(try input.value(time, for: CalendarEntry.when)) else {
                throw CommandFailure(
                    "no-time", "Say when it takes place.",
                    hint: "For example 2026-12-23T09:00..2026-12-23T09:15", status: .usage)
            }
            return (
                try draft.move(occurrenceOf: series, on: day, to: window),
                ["\(day): now \(window.text)"]
            )
        }
    }
}
