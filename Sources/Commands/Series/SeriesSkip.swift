package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail series skip`: cancel one occurrence; the others stay.
package struct SeriesSkip: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "skip", abstract: "Cancel one occurrence; the others stay.",
        discussion: "Example:  rail series skip Stand-up 2026-12-24")

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The series' id or name.") package var id: String
    @Argument(help: "The day that the rule gives it, as `dates` lists them.")
    package var day: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let writer = try Writer(options, surroundings)
        try writer.run("series.skip") { writing in
            let series = try writing.find(id, .series)
            let day = try writer.session.day(day)
            let entry = try writing.draft.skip(occurrenceOf: series, on: day)
            writing.say(["cancelled: \(day)"], of: entry)
        }
    }
}
