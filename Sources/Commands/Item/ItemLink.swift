package import ArgumentParser
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail link`: state how two items relate.
package struct ItemLink: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "link", abstract: "State how two items relate.",
        discussion: "Example:  rail link 7f3k blocks 2m9q --reason \"same schema\"")

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The first item.") package var source: String
    @Argument(help: "blocks, needs-contract, relates, duplicates, supersedes, discovered-from.")
    package var kind: String
    @Argument(help: "The second item.") package var target: String
    @Option(help: "Why.") package var reason: String?

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run("link") { writing in
            let kind = try writing.value(kind, for: Edge.kind).string ?? kind
            let reason = try reason.flatMap { try writing.value($0, for: Edge.reason).string }
            let (from, onto) = (
                try writing.find(source, .item), try writing.find(target, .item)
            )
            let edge = try writing.draft.link(kind, from: from, to: onto, reason: reason)
            let names = writing.names
            writing.say(["\(names.full(from)) \(kind) \(names.full(onto))"], of: edge)
        }
    }
}
