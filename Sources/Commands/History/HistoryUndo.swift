internal import History
package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail undo`: take a change back by a new one.
package struct HistoryUndo: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take a change back by a new one.",
        discussion: "Example:  rail undo 8f3a2c11@12")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The change, as its receipt printed it; your latest where none is given.")
    package var change: String?

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("undo") { draft, view in
            let found = try OwnChange(view, author: draft.place.author).find(change)
            try draft.undo(found) { try view.change($0) }
            let touched = try found.change.operations.first.flatMap { operation in
                try draft.entity(createdBy: operation.target)
            }
            return (touched ?? EntityID(high: 0, low: 0), ["undone: \(found.dot)"])
        }
    }
}
