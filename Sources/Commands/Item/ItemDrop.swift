package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail drop`: decide not to do items.
package struct ItemDrop: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Decide not to do items.",
        discussion: "Example:  rail drop 7f3k")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "Ids of items, at least four characters each.") package var ids: [String]

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        for id in ids {
            try writing.run("drop") { draft, view in
                let item = try EntityFinder(view).find(id, [.item])
                let before = try draft.existing(item).string(Item.state) ?? ""
                try draft.transition(item, Item.state, to: "dropped")
                return (item, ["state: \(before) -> dropped"])
            }
        }
    }
}
