package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail link`: state how two items relate.
package struct ItemLink: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "link", abstract: "State how two items relate.",
        discussion: "Example:  rail link 7f3k blocks 2m9q --reason \"same schema\"")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The first item.") package var source: String
    @Argument(help: "blocks, needs-contract, relates, duplicates, supersedes, discovered-from.")
    package var kind: String
    @Argument(help: "The second item.") package var target: String
    @Option(help: "Why.") package var reason: String?

    package init() {}

    package func run() throws {
        guard Edge.kinds.contains(kind) else {
            throw CommandFailure(
                "unknown-kind", "There is no relation “\(kind)”.",
                hint: "Relations: " + Edge.kinds.joined(separator: ", ") + ".", status: .usage)
        }
        let writing = try NounWriting(options)
        try writing.run("link") { draft, view in
            let finder = EntityFinder(view)
            let edge = try draft.link(
                kind, from: try finder.find(source, [.item]), to: try finder.find(target, [.item]),
                reason: reason)
            return (edge, ["\(source) \(kind) \(target)"])
        }
    }
}
