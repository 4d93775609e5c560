package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail comment`: say something about an item.
package struct ItemComment: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "comment", abstract: "Say something about an item.",
        discussion: "Example:  rail comment 7f3k \"Waiting for legal\"")

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String
    @Argument(help: "What you say.") package var text: [String]

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run("comment") { writing in
            let item = try writing.find(id, .item)
            let text = try writing.value(text.joined(separator: " "), for: Item.comments)
            try writing.draft.append(item, Item.comments, text)
            writing.say(["commented"], of: item)
        }
    }
}
