package import ArgumentParser
internal import Causality
internal import History
internal import ReleaseModel
internal import Replication

/// `rail op log`: what I wrote, newest first, with what undoing it would do.
package struct OperationLog: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "log", abstract: "List what you wrote, newest first, and what undoing it would do.",
        discussion: """
            Each change can be taken back by `rail undo CHANGE`, also after a sync: what others wrote \
            since stays, and is counted here.
            Example:  rail op log --limit 5
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "How many changes.") package var limit = 10

    package init() {}

    package func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is a number above 0.") }
    }

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let changes = try OwnChange(view, author: try view.member()).newest(limit)
            let lines = ChangeLines(view, only: nil)
            var elements = ElementNames()
            let entries = try changes.compactMap { change in
                try lines.entry(change, &elements).map {
                    ($0, try UndoOutlook(of: change, in: view))
                }
            }
            if session.output.isJSON {
                let rows = entries.map { entry, outlook in
                    entry.json(adding: [("undo", outlook.json)])
                }
                try session.output.envelope("op.log", try AsOf(view), .array(rows))
                return
            }
            for (entry, outlook) in entries {
                entry.print(session)
                session.output.text("undo: \(outlook.line)", indent: 2)
            }
            if entries.isEmpty { session.output.line("you have written nothing yet") }
        }
    }
}
