package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail log`: what was written, newest first.
package struct HistoryLog: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "log",
        abstract: "Show what was written, newest first.",
        discussion: """
            Example:  rail log --limit 50
            Example:  rail log 7f3k
            Example:  rail log --since yesterday
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "How many changes; 20, and with --since all of them.")
    package var limit: Int?
    @Option(help: "Only what was written since then: \(PastPoint.examples).")
    package var since: String?
    @Argument(help: "Only changes of this item or other thing.") package var id: String?

    package init() {}

    package func validate() throws {
        guard limit ?? 1 > 0 else { throw ValidationError("--limit is a number above 0.") }
    }

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let only = try id.map { try ThingFinder(view).find($0, EntityKind.allCases) }
            let point = try since.map { try PastPoint($0, session.environment) }
            let entries = try ChangeLines(view, only: only.map { [$0] }).entries(
                limit: limit ?? (point == nil ? Self.shown : .max),
                sinceMilliseconds: point?.start ?? 0)
            if session.output.isJSON {
                try session.output.envelope("log", try AsOf(view), .array(entries.map(\.json)))
                return
            }
            for entry in entries { entry.print(session) }
            if entries.isEmpty {
                session.output.line(
                    point == nil ? "nothing was written yet" : "nothing was written since")
            }
        }
    }

    /// What one looks through before asking for more.
    private static let shown = 20
}
