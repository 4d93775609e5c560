package import ArgumentParser
internal import Causality
internal import History
internal import ReleaseModel
internal import Replication

/// `rail log`: what was written, newest first.
package struct HistoryLog: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Show what was written, newest first.",
        discussion: "Example:  rail log --limit 20")

    @OptionGroup package var options: GlobalOptions
    @Option(help: "How many changes.") package var limit = 20
    @Argument(help: "Only changes of this item or other thing.") package var id: String?

    package init() {}

    package func run() throws {
        let session = try Session(options)
        try session.read { view in
            let kinds = EntityKind.allCases
            let only = try id.map { try EntityFinder(view).find($0, kinds) }
            let lines = try ChangeLines(view, session, only: only).lines(limit: limit)
            if session.output.isJSON {
                session.output.envelope(
                    "log", try AsOf(view),
                    .array(
                        lines.map {
                            .object([
                                ("change", .string($0.change)), ("at", .number($0.milliseconds)),
                                ("by", .string($0.author)), ("what", .string($0.what)),
                            ])
                        }))
                return
            }
            var table = Table(["change", "when", "who", "what"], flexible: 3)
            for line in lines {
                table.add([
                    line.change, session.local(line.milliseconds), line.author, line.what,
                ])
            }
            session.output.table(table)
        }
    }
}
