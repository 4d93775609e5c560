package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail series reschedule`: let one occurrence take place at another time.
package struct SeriesReschedule: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "reschedule", abstract: "Let one occurrence take place at another time.",
        discussion:
            "Example:  rail series reschedule Stand-up 2026-12-24 2026-12-23T09:00..2026-12-23T09:15"
    )

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The series' id or name.") package var id: String
    @Argument(help: "The day that the rule gives it, as `dates` lists them.")
    package var day: String
    @Argument(help: "The new time, as START..END; in the series' own zone where it names none.")
    package var time: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let writer = try Writer(options, surroundings)
        try writer.run("series.reschedule") { writing in
            let series = try writing.find(id, .series)
            let day = try writer.session.day(day)
            let first = try writing.draft.existing(series).value(Series.first)
                .flatMap { Window($0) }
            var environment = writing.environment
            if let zone = first?.start.zone { environment.zone = zone }
            let input = try FieldReading.input(writing.view, environment)
            guard let window = Window(try input.value(time, for: CalendarEntry.when)) else {
                throw CommandFailure(
                    "no-time", "Say when it takes place.",
                    hint: "For example 2026-12-23T09:00..2026-12-23T09:15", status: .usage)
            }
            let entry = try writing.draft.move(occurrenceOf: series, on: day, to: window)
            let remark = RepeatedTime.remark(on: window.value, environment.zones)
            writing.remark(remark.map { [$0] } ?? [])
            writing.say(["\(day): now \(window.text)"], of: entry)
        }
    }
}
