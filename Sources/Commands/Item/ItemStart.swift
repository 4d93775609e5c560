package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail start`: begin work on items.
package struct ItemStart: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Begin work on items.",
        discussion: "Example:  rail start 7f3k")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "Ids of items, at least four characters each.") package var ids: [String]

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        for id in ids {
            try writing.run("start") { draft, view in
                let item = try EntityFinder(view).find(id, [.item])
                let before = try draft.existing(item).string(Item.state) ?? ""
                try draft.transition(item, Item.state, to: "active")
                return (item, ["state: \(before) -> active"])
            }
        }
    }
}
