package import ArgumentParser
internal import Causality
internal import History
internal import ReleaseModel
internal import Replication

/// `rail undo`: take a change back by a new one.
package struct HistoryUndo: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "undo", abstract: "Take a change back by a new one.",
        discussion: """
            Any change of yours can be taken back, however old, also after a sync: what others wrote since \
            stays. `rail op log` says beforehand what an undo would do.
            Example:  rail undo 8f3a2c11@12
            """)

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The change, as its receipt printed it; your latest where none is given.")
    package var change: String?

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run("undo") { writing in
            let view = writing.view
            let found = try OwnChange(view, author: writing.draft.place.author).find(change)
            let outcome = try writing.draft.undo(found) { try view.change($0) }
            for id in try ChangeLines.things(of: found, in: view) {
                writing.say(["undone: \(ChangeName.text(found))"], of: id)
            }
            guard !outcome.kept.isEmpty else { return }
            writing.remark([
                "\(Counted(outcome.kept.count, "write")) of it stay: replaced since, `rail op show "
                    + "\(ChangeName.text(found))` lists all"
            ])
        }
    }
}
