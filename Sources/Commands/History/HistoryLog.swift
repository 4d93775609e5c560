package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail log`: what was written, newest first.
package struct HistoryLog: RailCommand {
    package static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show what was written, newest first: the value before and the one since.",
        discussion: """
            Example:  rail log --limit 50
            Example:  rail log 7f3k
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "How many changes.") package var limit = 20
    @Argument(help: "Only changes of this item or other thing.") package var id: String?

    package init() {}

    package func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is a number above 0.") }
    }

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let only = try id.map { try ThingFinder(view).find($0, EntityKind.allCases) }
            let entries = try ChangeLines(view, only: only).entries(limit: limit)
            if session.output.isJSON {
                session.output.envelope("log", try AsOf(view), .array(entries.map(\.json)))
                return
            }
            for entry in entries {
                session.output.line(
                    session.output.terminal.styled(
                        SafeText.line(
                            "\(entry.change)  \(session.local(entry.milliseconds))  "
                                + entry.author), .dim))
                for thing in entry.things {
                    session.output.line("  " + SafeText.line(thing.line))
                }
            }
            if entries.isEmpty { session.output.line("nothing was written yet") }
        }
    }
}
