package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail unlink`: take a relation back.
package struct ItemUnlink: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "unlink", abstract: "Take a relation back.",
        discussion: """
            A relation is named by its id, or by both its ends as `rail link` takes them.
            Example:  rail unlink 7f3k blocks 2m9q
            Example:  rail unlink 5c2w
            """)

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The relation's id, or the first item.") package var source: String
    @Argument(help: "The kind of relation, and the second item.") package var rest: [String] = []

    package init() {}

    package func validate() throws {
        guard rest.isEmpty || rest.count == 2 else {
            throw ValidationError("Name one relation, or write as for link: ID KIND ID.")
        }
    }

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run("unlink") { writing in
            let edge = try edge(&writing)
            try writing.draft.unlink(edge)
            writing.say(["unlinked: \(writing.names.title(edge))"], of: edge)
        }
    }

    private func edge(_ writing: inout Writing) throws -> EntityID {
        guard rest.count == 2 else { return try writing.find(source, .edge) }
        let kind = try writing.value(rest[0], for: Edge.kind).string ?? rest[0]
        let from = try writing.find(source, .item)
        let edge = DerivedIdentifier.edge(kind, from: from, to: try writing.find(rest[1], .item))
        guard try writing.draft.document(edge) != nil else {
            throw DomainFailure.notFound(
                "\(source) does not stand in that relation to \(rest[1]).",
                hint: "`rail show \(source)` lists its relations.")
        }
        return edge
    }
}
