package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail export dot`: items and what holds them together, for Graphviz.
package struct ExportGraph: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "dot", abstract: "Write items and their relations as a graph.",
        discussion: """
            An arrow leads from what blocks to what is blocked. A suspended relation, which would close a \
            circle, is dashed; a line without a head leads from an item to those below it. Items that nothing \
            is tied to are left out; --all writes them too, and what is done.
            Example:  rail export dot team:nova | dot -Tsvg > nova.svg
            """)

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Write items that are tied to nothing, done or dropped too.")
    package var all = false
    @OptionGroup package var since: SinceOption
    @Argument(parsing: .allUnrecognized, help: "A filter, as for `rail ls`.")
    package var words: [String] = []

    package init() {}

    /// A line between two items.
    private struct Tie {
        let source: String
        let target: String
        let style: String
    }

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            var filter = try ListFilter(words, Item.schema, view, session.environment)
            if !filter.names(SharedFields.archived) { filter.require("archived = 0") }
            if !all, !filter.names(Item.state) { filter.require(Backlog.unfinished) }
            let changed = try since.changed(view, session)
            let items = try view.query(
                "SELECT id, title, state, parent FROM item WHERE \(filter.condition) ORDER BY id",
                filter.arguments
            ).filter { item in
                guard let changed else { return true }
                return item.text("id").flatMap(ReplicaView.identifier).map(changed.contains)
                    ?? false
            }
            let known = Set(items.compactMap { $0.text("id") })
            let ties = try self.ties(view, items).filter {
                known.contains($0.source) && known.contains($0.target)
            }
            let tied = Set(ties.flatMap { [$0.source, $0.target] })
            let names = ThingNames(view)
            let output = session.output
            for line in GraphText.head { output.line(line) }
            for item in items {
                guard let text = item.text("id"), let id = ReplicaView.identifier(text),
                    all || tied.contains(text)
                else { continue }
                let lines = [
                    item.text("title") ?? "",
                    "\(names.id(id)) · \(item.text("state") ?? "")",
                ]
                output.line("  \"\(text)\" [label=\(GraphText.quoted(lines))];")
            }
            for tie in ties {
                output.line("  \"\(tie.source)\" -> \"\(tie.target)\" [\(tie.style)];")
            }
            output.line("}")
        }
    }

    /// Stated relations by their kind, then what stands below what.
    private func ties(_ view: ReplicaView, _ items: [Record]) throws -> [Tie] {
        let edges = try view.query(
            """
            SELECT from_item, to_item, kind,
              edge.id IN (SELECT id FROM suspended_edge) AS suspended
            FROM edge JOIN element ON element.entity = edge.n AND element.field = 'presence'
            WHERE archived = 0 ORDER BY from_item, to_item, kind
            """)
        var ties = edges.compactMap { edge -> Tie? in
            guard let source = edge.text("from_item"), let target = edge.text("to_item"),
                let kind = edge.text("kind")
            else { return nil }
            let label = kind == "blocks" ? [] : ["label=\(GraphText.quoted([kind]))"]
            let line = edge.integer("suspended") == 1 ? ["style=dashed"] : []
            return Tie(
                source: source, target: target, style: (label + line).joined(separator: ", "))
        }
        ties += items.compactMap { item in
            guard let below = item.text("id"), let parent = item.text("parent") else { return nil }
            return Tie(source: parent, target: below, style: "arrowhead=none, style=dotted")
        }
        return ties
    }
}
