package import ArgumentParser
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail comment`: say something about an item.
package struct ItemComment: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "comment", abstract: "Say something about an item.",
        discussion: "Example:  rail comment 7f3k \"Waiting for legal\"")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String
    @Argument(help: "What you say.") package var text: [String]

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("comment") { draft, view in
            let item = try EntityFinder(view).find(id, [.item])
            try draft.append(item, Item.comments, .text(text.joined(separator: " ")))
            return (item, ["commented"])
        }
    }
}
