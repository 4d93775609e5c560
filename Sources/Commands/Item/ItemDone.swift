package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail done`: finish items.
package struct ItemDone: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "done", abstract: "Finish items.",
        discussion: "Example:  rail done 7f3k")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "Ids of items, at least four characters each.") package var ids: [String]

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        for id in ids {
            try writing.run("done") { draft, view in
                let item = try EntityFinder(view).find(id, [.item])
                let before = try draft.existing(item).string(Item.state) ?? ""
                try draft.transition(item, Item.state, to: "done")
                return (item, ["state: \(before) -> done"])
            }
        }
    }
}
