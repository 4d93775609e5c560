package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail edit`: edit the description of an item in your editor.
package struct ItemEdit: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Edit the description of an item in your editor.",
        discussion: "Example:  EDITOR=vi rail edit 7f3k")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        let opened = try writing.replica.read { view in
            let item = try EntityFinder(view).find(id, [.item])
            return try view.document(item)?.text(Item.body).string ?? ""
        }
        let saved = try TextEditor(writing.session.environment).edit(opened)
        guard saved != opened else {
            writing.session.output.line("unchanged")
            return
        }
        try writing.run("edit") { draft, view in
            let item = try EntityFinder(view).find(id, [.item])
            try draft.edit(item, Item.body, to: CanonicalText(saved))
            return (item, ["body: \(opened.count) -> \(saved.count) characters"])
        }
    }
}
