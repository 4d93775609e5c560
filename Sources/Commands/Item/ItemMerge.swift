package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail merge`: say that an item is the same as another.
package struct ItemMerge: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "merge", abstract: "Say that an item is the same as another.",
        discussion: """
            The first becomes another name of the second, which takes over its relations; both ids go on \
            working, and it can be taken back.
            Example:  rail merge 7f3k --into 2m9q
            Example:  rail merge 7f3k --undo
            """)

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String
    @Option(help: "The item that stays.") package var into: String?
    @Flag(help: "Let it be an item of its own again.") package var undo = false

    package init() {}

    package func validate() throws {
        guard (into == nil) == undo else {
            throw ValidationError("Say into which item with --into ID, or --undo.")
        }
    }

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run("merge") { writing in
            // The thing under its own name is meant here, not what it stands for.
            let item = try ThingFinder(writing.view).find(id, [.item])
            guard let into else {
                try writing.draft.unmerge(item)
                writing.say(["an item of its own again"], of: item)
                return
            }
            let other = try writing.find(into, .item)
            let edges = try writing.view.query(
                "SELECT id FROM edge WHERE (from_item = ?1 OR to_item = ?1) AND archived = 0",
                [.text(Crockford.text(item))])
            try writing.draft.merge(
                item, into: other,
                edges: edges.compactMap { $0.text("id").flatMap(ReplicaView.identifier) })
            writing.say(["merged into \(writing.names.full(other))"], of: item)
        }
    }
}
