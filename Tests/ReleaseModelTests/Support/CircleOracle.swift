import Causality
import ReleaseModel

/// What must be suspended of a graph of blocking edges, found in the slowest way.
enum CircleOracle {
    /// In the order of adding, whatever closes a circle with those that stand.
    static func suspended(_ edges: [BlockingCycles.BlockingEdge]) -> Set<EntityID> {
        let ordered = edges.sorted { ($0.stamp, $0.id) < ($1.stamp, $1.id) }
        var standing: [BlockingCycles.BlockingEdge] = []
        for edge in ordered where !hasCircle(standing + [edge]) { standing.append(edge) }
        return Set(edges.map(\.id)).subtracting(standing.map(\.id))
    }

    /// Takes away whatever has no way on, until nothing is left or nothing can be.
    static func hasCircle(_ edges: [BlockingCycles.BlockingEdge]) -> Bool {
        var rest = edges
        while true {
            let sources = Set(rest.map(\.source))
            let left = rest.filter { sources.contains($0.target) }
            if left.count == rest.count { return !rest.isEmpty }
            rest = left
        }
    }

    /// The rule as it is told: suspend the latest edge that lies in a circle, until none is left.
    static func suspendedByRule(_ edges: [BlockingCycles.BlockingEdge]) -> Set<EntityID> {
        var rest = edges
        var gone: Set<EntityID> = []
        while let latest =
            rest.filter({ lies($0, inCircleOf: rest) }).max(by: {
                ($0.stamp, $0.id) < ($1.stamp, $1.id)
            })
        {
            gone.insert(latest.id)
            rest.removeAll { $0.id == latest.id }
        }
        return gone
    }

    static func lies(
        _ edge: BlockingCycles.BlockingEdge, inCircleOf edges: [BlockingCycles.BlockingEdge]
    ) -> Bool {
        reaches(edge.source, from: edge.target, edges)
    }

    static func reaches(
        _ place: EntityID, from start: EntityID, _ edges: [BlockingCycles.BlockingEdge]
    ) -> Bool {
        var reached: Set<EntityID> = [start]
        for _ in edges {
            for edge in edges where reached.contains(edge.source) { reached.insert(edge.target) }
        }
        return reached.contains(place)
    }
}
