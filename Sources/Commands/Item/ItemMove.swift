package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail move`: put an item elsewhere in the tree or in the order of its list.
package struct ItemMove: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "move", abstract: "Put an item below another, or elsewhere in its list.",
        discussion: """
            A list is what stands below one item, or at the top level of the backlog. --before and --after \
            put the item into the list of the other one.
            Example:  rail move 7f3k --under 2m9q
            Example:  rail move 7f3k --before 2m9q
            Example:  rail move 7f3k --top --first
            """)

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String
    @Option(help: "The item to put it below.") package var under: String?
    @Flag(help: "Put it at the top level of the tree.") package var top = false
    @Option(help: "The item to put it before.") package var before: String?
    @Option(help: "The item to put it after.") package var after: String?
    @Flag(help: "Put it first in its list.") package var first = false
    @Flag(help: "Put it last in its list.") package var last = false

    package init() {}

    package func validate() throws {
        let places = [before != nil, after != nil, first, last].filter { $0 }.count
        let parents = [under != nil, top].filter { $0 }.count
        guard places <= 1, parents <= 1, places + parents > 0,
            parents == 0 || (before == nil && after == nil)
        else {
            throw ValidationError(
                "Say where to: --under ID, --top, --before ID, --after ID, --first or --last.")
        }
    }

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run("move") { writing in
            let item = try writing.find(id, .item)
            let backlog = Backlog(writing.view)
            if let text = before ?? after {
                let other = try writing.find(text, .item)
                guard item != other else {
                    throw DomainFailure.invalid("An item cannot stand beside itself.")
                }
                try putBelow(backlog.parent(of: other), item, &writing)
                try writing.draft.place(
                    item, before != nil ? .before(other) : .after(other),
                    in: backlog.siblings(of: other))
                let side = before != nil ? "before" : "after"
                writing.say(["\(side) \(writing.names.full(other))"], of: item)
                return
            }
            if top || under != nil {
                let parent = try under.map { try writing.find($0, .item) }
                try putBelow(parent, item, &writing)
            }
            guard first || last else { return }
            let parent = try writing.draft.existing(item).value(Item.parent)?.parts.first?
                .entityValue
            try writing.draft.place(
                item, first ? .top : .bottom, in: backlog.list(below: parent))
            writing.say([first ? "first of its list" : "last of its list"], of: item)
        }
    }

    private func putBelow(
        _ parent: EntityID?, _ item: EntityID, _ writing: inout Writing
    ) throws {
        let view = writing.view
        let before = Backlog(view).parent(of: item)
        try writing.draft.move(item, below: parent, ancestors: { try view.ancestors(of: $0) })
        guard before != parent else { return }
        writing.say(
            [parent.map { "below \(writing.names.full($0))" } ?? "at the top level"], of: item)
    }
}
