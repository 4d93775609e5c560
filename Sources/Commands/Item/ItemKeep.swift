package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail keep`: keep a suspended relation by taking back those it circles with.
package struct ItemKeep: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "keep",
        abstract: "Keep a suspended relation by taking back those it circles with.",
        discussion: "Example:  rail keep 5c2w")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The relation's id.") package var id: String

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("keep") { draft, view in
            let edge = try EntityFinder(view).find(id, [.edge])
            let ids = try view.query("SELECT id FROM edge WHERE kind = 'blocks' AND archived = 0")
            let edges = try ids.compactMap { record -> BlockingCycles.BlockingEdge? in
                guard let id = record.text("id").flatMap(ReplicaView.identifier),
                    let document = try view.document(id)
                else { return nil }
                return BlockingCycles.BlockingEdge(document)
            }
            try draft.keep(edge, amongst: edges)
            return (edge, ["kept"])
        }
    }
}
