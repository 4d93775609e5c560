package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail series skip`: cancel one occurrence; the others stay.
package struct SeriesSkip: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Cancel one occurrence; the others stay.",
        discussion: "Example:  rail series skip Stand-up 2026-12-24")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The series' id or name.") package var id: String
    @Argument(help: "The day that the rule gives it, as `dates` lists them.")
    package var day: String

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("series.skip") { draft, view in
            let series = try EntityFinder(view).find(id, [.series])
            let day = try writing.session.day(day)
            return (
                try draft.skip(occurrenceOf: series, on: day), ["cancelled: \(day)"]
            )
        }
    }
}
