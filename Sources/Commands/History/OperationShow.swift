package import ArgumentParser
internal import Causality
internal import History
internal import ReleaseModel
internal import Replication

/// `rail op show CHANGE`: everything that one change wrote, whoever made it.
package struct OperationShow: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "show", abstract: "Show everything that one change wrote.",
        discussion: "Example:  rail op show 8f3a2c11@12")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The change, as receipts, `rail log` and `rail blame` print it.")
    package var change: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let found = try OwnChange.named(change, view)
            var elements = ElementNames()
            let lines = ChangeLines(view, only: nil, isWhole: true)
            guard let entry = try lines.entry(found, &elements) else { return }
            let isOwn = found.change.header.author == (try view.member())
            let outlook = isOwn ? try UndoOutlook(of: found, in: view) : nil
            if session.output.isJSON {
                try session.output.envelope(
                    "op.show", try AsOf(view),
                    entry.json(adding: [("undo", outlook?.json ?? .null)]))
                return
            }
            entry.printDifferences(session)
            if let outlook { session.output.text("undo: \(outlook.line)") }
        }
    }
}
