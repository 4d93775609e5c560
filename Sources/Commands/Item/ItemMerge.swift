package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail merge`: say that an item is the same as another.
package struct ItemMerge: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Say that an item is the same as another.",
        discussion: "Example:  rail merge 7f3k --into 2m9q")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String
    @Option(help: "The item that stays.") package var into: String

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("merge") { draft, view in
            let finder = EntityFinder(view)
            let item = try finder.find(id, [.item])
            let other = try finder.find(into, [.item])
            let edges = try view.query(
                "SELECT id FROM edge WHERE (from_item = ?1 OR to_item = ?1) AND archived = 0",
                [.text(Crockford.text(item))])
            try draft.merge(
                item, into: other,
                edges: edges.compactMap { $0.text("id").flatMap(ReplicaView.identifier) })
            return (item, ["merged into \(finder.shown(other))"])
        }
    }
}
