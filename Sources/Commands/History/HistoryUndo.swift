package import ArgumentParser
internal import Causality
internal import History
internal import ReleaseModel
internal import Replication

/// `rail undo`: take a change back by a new one.
package struct HistoryUndo: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "undo", abstract: "Take a change back by a new one.",
        discussion: "Example:  rail undo 8f3a2c11@12")

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The change, as its receipt printed it; your latest where none is given.")
    package var change: String?

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run("undo") { writing in
            let view = writing.view
            let found = try OwnChange(view, author: writing.draft.place.author).find(change)
            try writing.draft.undo(found) { try view.change($0) }
            let shown = "\(found.dot.stream.description.prefix(8))@\(found.dot.sequence)"
            for id in try ChangeLines.things(of: found, in: view) {
                writing.say(["undone: \(shown)"], of: id)
            }
        }
    }
}
