package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail archive`: hide an item from lists; everything stays known.
package struct ItemArchive: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "Hide an item from lists; everything stays known.",
        discussion: "Example:  rail archive 7f3k")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String
    @Flag(help: "Bring it back.") package var restore = false

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("archive") { draft, view in
            let item = try EntityFinder(view).find(id, [.item])
            if restore { try draft.unarchive(item) } else { try draft.archive(item) }
            return (item, [restore ? "live again" : "archived"])
        }
    }
}
