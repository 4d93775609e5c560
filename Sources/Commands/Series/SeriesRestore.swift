package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail series restore`: let one occurrence be again as the rule says.
package struct SeriesRestore: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Let one occurrence be again as the rule says.",
        discussion: "Example:  rail series restore Stand-up 2026-12-24")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The series' id or name.") package var id: String
    @Argument(help: "The day that the rule gives it, as `dates` lists them.")
    package var day: String

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("series.restore") { draft, view in
            let series = try EntityFinder(view).find(id, [.series])
            let day = try writing.session.day(day)
            return (
                try draft.restore(occurrenceOf: series, on: day),
                ["as the rule says: \(day)"]
            )
        }
    }
}
