package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail keep`: keep a suspended relation by taking back those it circles with.
package struct ItemKeep: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "keep",
        abstract: "Keep a suspended relation, not those it circles with.",
        discussion: "Example:  rail keep 5c2w")

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The relation's id.") package var id: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run("keep") { writing in
            let edge = try writing.find(id, .edge)
            let view = writing.view
            let ids = try view.query("SELECT id FROM edge WHERE kind = 'blocks' AND archived = 0")
            let edges = try ids.compactMap { record in
                try record.text("id").flatMap(ReplicaView.identifier)
                    .flatMap { try view.document($0) }
                    .flatMap { BlockingCycles.BlockingEdge($0) }
            }
            try writing.draft.keep(edge, amongst: edges)
            writing.say(["kept: \(writing.names.title(edge))"], of: edge)
            for other in edges.map(\.id)
            where try writing.draft.existing(other).elements(Edge.presence).isEmpty {
                writing.say(["unlinked: \(writing.names.title(other))"], of: edge)
            }
        }
    }
}
