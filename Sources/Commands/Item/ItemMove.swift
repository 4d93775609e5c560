package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail move`: put an item below another, or at the top level.
package struct ItemMove: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Put an item below another, or at the top level.",
        discussion: "Example:  rail move 7f3k --under 2m9q")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String
    @Option(help: "The item to put it below.") package var under: String?
    @Flag(help: "Put it at the top level.") package var top = false

    package init() {}

    package func run() throws {
        guard top != (under != nil) else {
            throw CommandFailure(
                "no-place", "Say where to: --under ID or --top.", status: .usage)
        }
        let writing = try NounWriting(options)
        try writing.run("move") { draft, view in
            let finder = EntityFinder(view)
            let item = try finder.find(id, [.item])
            let parent = try under.map { try finder.find($0, [.item]) }
            try draft.move(item, below: parent, ancestors: { try view.ancestors(of: $0) })
            return (item, [parent.map { "below \(finder.shown($0))" } ?? "at the top level"])
        }
    }
}
