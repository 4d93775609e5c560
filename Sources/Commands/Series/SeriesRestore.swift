package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail series restore`: let one occurrence be again as the rule says.
package struct SeriesRestore: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "restore", abstract: "Let one occurrence be again as the rule says.",
        discussion: "Example:  rail series restore Stand-up 2026-12-24")

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The series' id or name.") package var id: String
    @Argument(help: "The day that the rule gives it, as `dates` lists them.")
    package var day: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let writer = try Writer(options, surroundings)
        try writer.run("series.restore") { writing in
            let series = try writing.find(id, .series)
            let day = try writer.session.day(day)
            let entry = try writing.draft.restore(occurrenceOf: series, on: day)
            writing.say(["as the rule says: \(day)"], of: entry)
        }
    }
}
