package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail edit`: edit the title and the description of an item in your editor.
package struct ItemEdit: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "edit",
        abstract: "Edit title and description in your editor.",
        discussion: """
            The first line is the title. What others write while the editor is open is merged with what you \
            save: neither overwrites the other.
            Example:  EDITOR=vi rail edit 7f3k
            """)

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let writer = try Writer(options, surroundings)
        let opened = try writer.replica.read { view in
            let finder = ThingFinder(view)
            let item = try finder.survivor(of: try finder.find(id, [.item]))
            return try Opened(item, view)
        }
        try TextEditor(writer.session).edit(opened.page.text) { text in
            let saved = ItemPage(text, like: opened.page)
            try writer.run("edit") { writing in
                if saved.title != opened.page.title {
                    let title = try writing.value(saved.title, for: Item.title)
                    try writing.draft.set(
                        opened.item, Item.title, title, over: opened.titleWrites)
                    writing.say(["title: \(saved.title)"], of: opened.item)
                }
                let body = try writing.value(saved.body, for: Item.body)
                if saved.body != opened.page.body {
                    try writing.draft.edit(
                        opened.item, Item.body, to: body.textValue ?? "", from: opened.body)
                    writing.say(
                        [
                            "body: \(opened.page.body.count) -> "
                                + "\(Counted(saved.body.count, "character"))"
                        ],
                        of: opened.item)
                }
                writing.say([], of: opened.item)
            }
        }
    }

    /// An item as the editor shows it, and what has to be known to merge what is saved.
    private struct Opened {
        let item: EntityID
        let page: ItemPage
        let titleWrites: [OperationID]
        let body: TextBase

        init(_ item: EntityID, _ view: ReplicaView) throws {
            guard let document = try view.document(item) else {
                throw DomainFailure.notFound("That item is not here.")
            }
            self.item = item
            titleWrites = document.liveIDs(at: CellAddress(Item.title.number))
            body = TextBase(document, Item.body)
            page = ItemPage(title: document.title ?? "", body: body.text.string)
        }
    }
}
