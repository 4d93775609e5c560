package import Causality
package import Lattice

/// Finds which blocking edges must be suspended so that no item waits for itself.
///
/// Inside each strongly connected part the edge added last (stamp, id) is suspended, and so on until
/// no circle is left. What is suspended depends on that part alone, so merges elsewhere leave it.
package enum BlockingCycles {
    /// A live `blocks` edge with the operation that made it present.
    package struct BlockingEdge: Hashable, Sendable {
        package let id: EntityID
        package let source: EntityID
        package let target: EntityID
        package let write: Write

        package var stamp: HybridTimestamp { write.stamp }
        package var operation: OperationID { write.id }

        package init(id: EntityID, source: EntityID, target: EntityID, write: Write) {
            self.id = id
            self.source = source
            self.target = target
            self.write = write
        }

        /// Reads a live blocking edge; nil for an edge that blocks nothing.
        package init?(_ document: Document) {
            guard document.entityKind == .edge, !ArchiveClash.isArchived(document),
                document.string(Edge.kind) == "blocks",
                let source = document.value(Edge.source)?.entityValue,
                let target = document.value(Edge.target)?.entityValue,
                let latest = document.writes(CellAddress(Edge.presence.number)).max(by: {
                    $0.losesTo($1)
                })
            else { return nil }
            self.init(id: document.id, source: source, target: target, write: latest)
        }
    }

    /// A suspended edge with the edges of the circles that it would close.
    package struct Suspension: Hashable, Sendable {
        package let edge: BlockingEdge
        package let circle: [BlockingEdge]
    }

    /// The suspended edges, in the order of their identifiers.
    ///
    /// Suspending the latest edge of each part until no circle is left, and then letting back in what
    /// closes none any more, earliest first, comes to this: in the order of adding, an edge stands
    /// unless it closes a circle with those that stand. So no edge is suspended without need.
    package static func suspensions(_ edges: [BlockingEdge]) -> [Suspension] {
        let parts = StrongComponents(edges.map { ($0.source, $0.target) })
        var standing = Standing()
        var suspended: [Suspension] = []
        for edge in edges.sorted(by: { isLater($1, $0) })
        where parts.circle(of: edge.source, edge.target) != nil {
            let circle = standing.circle(closedBy: edge)
            if circle.isEmpty {
                standing.add(edge)
            } else {
                suspended.append(Suspension(edge: edge, circle: circle))
            }
        }
        return suspended.sorted { $0.edge.id < $1.edge.id }
    }

    /// The edges that stand so far, walked in both directions.
    private struct Standing {
        private var following: [EntityID: [BlockingEdge]] = [:]
        private var preceding: [EntityID: [BlockingEdge]] = [:]

        mutating func add(_ edge: BlockingEdge) {
            following[edge.source, default: []].append(edge)
            preceding[edge.target, default: []].append(edge)
        }

        /// The edge and all that lie between its end and its beginning; none if nothing does.
        func circle(closedBy edge: BlockingEdge) -> [BlockingEdge] {
            guard edge.source != edge.target else { return [edge] }
            let after = reached(from: edge.target, following, \.target)
            guard after.contains(edge.source) else { return [] }
            let before = reached(from: edge.source, preceding, \.source)
            var circle = [edge]
            for place in after.intersection(before).sorted() {
                circle += (following[place] ?? []).filter { before.contains($0.target) }
            }
            return circle
        }

        private func reached(
            from start: EntityID, _ edges: [EntityID: [BlockingEdge]],
            _ end: KeyPath<BlockingEdge, EntityID>
        ) -> Set<EntityID> {
            var reached: Set<EntityID> = [start]
            var waiting = [start]
            while let place = waiting.popLast() {
                for edge in edges[place] ?? [] where reached.insert(edge[keyPath: end]).inserted {
                    waiting.append(edge[keyPath: end])
                }
            }
            return reached
        }
    }

    package static func cards(_ edges: [BlockingEdge]) -> [Card] {
        suspensions(edges).map { suspension in
            Card(
                .blocking, subjects: [suspension.edge.id],
                competing: suspension.circle.map(\.operation),
                options: suspension.circle.map {
                    CardOption($0.write, of: $0.id, isInForce: $0.id != suspension.edge.id)
                },
                reading: "the edge added last is suspended: it does not block, and is drawn dashed",
                settle: CardSettlement(
                    .command(CommandText.line("unlink", .item, suspension.edge.id)),
                    otherwise: [.command(CommandText.line("keep", .item, suspension.edge.id))]))
        }
    }

    static func isLater(_ edge: BlockingEdge, _ other: BlockingEdge) -> Bool {
        edge.stamp != other.stamp ? edge.stamp > other.stamp : edge.id > other.id
    }
}
