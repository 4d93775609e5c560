package import Causality

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
        package let stamp: HybridTimestamp
        package let operation: OperationID

        package init(
            id: EntityID, source: EntityID, target: EntityID, stamp: HybridTimestamp,
            operation: OperationID
        ) {
            self.id = id
            self.source = source
            self.target = target
            self.stamp = stamp
            self.operation = operation
        }
    }

    /// A suspended edge with the edges of the circle that it would have closed.
    package struct Suspension: Hashable, Sendable {
        package let edge: BlockingEdge
        package let circle: [BlockingEdge]
    }

    /// The suspended edges, in the order of their identifiers.
    package static func suspensions(_ edges: [BlockingEdge]) -> [Suspension] {
        var remaining = edges
        var suspended: [Suspension] = []
        while true {
            let parts = StrongComponents(remaining.map { ($0.source, $0.target) })
            var latest: [Int: BlockingEdge] = [:]
            for edge in remaining {
                guard let part = parts.circle(of: edge.source, edge.target) else { continue }
                if latest[part].map({ isLater(edge, $0) }) ?? true { latest[part] = edge }
            }
            guard !latest.isEmpty else { break }
            for (part, edge) in latest {
                let circle = remaining.filter { parts.circle(of: $0.source, $0.target) == part }
                suspended.append(Suspension(edge: edge, circle: circle))
            }
            let gone = Set(latest.values.map(\.id))
            remaining.removeAll { gone.contains($0.id) }
        }
        return suspended.sorted { $0.edge.id < $1.edge.id }
    }

    package static func cards(_ edges: [BlockingEdge]) -> [Card] {
        suspensions(edges).map { suspension in
            Card(
                .blocking, subjects: [suspension.edge.id],
                competing: suspension.circle.map(\.operation),
                reading: "the edge added last is suspended: it does not block, and is drawn dashed",
                settle: "rail unlink {subject}  or  rail keep {subject}")
        }
    }

    private static func isLater(_ edge: BlockingEdge, _ other: BlockingEdge) -> Bool {
        edge.stamp != other.stamp ? edge.stamp > other.stamp : edge.id > other.id
    }
}
