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
                try session.output.envelope("log", try AsOf(view), .array(entries.map(\.json)))
                return
            }
            for entry in entries {
                session.output.line(
                    session.output.terminal.styled(
                        SafeText.line(
                            "\(entry.change)  \(session.local(entry.milliseconds))  "
                                + entry.author), .dim))
                for thing in entry.things { Self.print(thing, session.output) }
            }
            if entries.isEmpty { session.output.line("nothing was written yet") }
        }
    }

    /// The name and the writes on one line where they fit, else on lines of their own.
    private static func print(_ thing: ChangeLines.Thing, _ output: Output) {
        let line = "  " + SafeText.line(thing.line)
        guard let width = output.terminal.width, TextWidth.of(line) > width else {
            output.line(line)
            return
        }
        output.line("  " + TextWidth.fitted(SafeText.line(thing.name), to: width - 2))
        for line in TextWidth.wrapped(SafeText.line(thing.written), to: width - 4) {
            output.line("    " + line)
        }
    }
}
