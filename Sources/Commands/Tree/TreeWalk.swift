internal import Causality

/// Walks a tree from its top, reading under a row only what is shown.
///
/// What can be reached twice is walked once, and what closes a circle is a leaf: the walk always ends.
struct TreeWalk {
    typealias Step = (id: EntityID, tie: TreeTie)

    /// Levels under the top.
    let depthMax: Int
    /// Nil for all.
    let rowsMax: Int?

    /// The rows from the top down, and whether more would follow.
    func rows(
        from roots: [Step], _ children: (EntityID) throws -> [Step]
    ) throws -> (rows: [TreeRow], isCut: Bool) {
        var rows: [TreeRow] = []
        var parents: [EntityID: Bool] = [:]
        var waiting: [Place] = Self.places(roots, under: nil)
        while let place = waiting.popLast() {
            if let rowsMax, rows.count == rowsMax { return (rows, true) }
            let id = place.step.id
            let isLeaf = place.step.tie == .suspended
            let before = parents[id]
            let below = try isLeaf || before != nil ? [] : children(id)
            if !isLeaf, before == nil { parents[id] = !below.isEmpty }
            let isDeep = place.depth >= depthMax
            rows.append(
                TreeRow(
                    id: id, tie: place.step.tie, under: place.under, depth: place.depth,
                    lasts: place.lasts, isRepeated: !isLeaf && before == true,
                    hidden: isDeep ? below.count : 0))
            if isDeep {
                // Another way to it may be shorter.
                if !below.isEmpty { parents[id] = nil }
            } else {
                waiting += Self.places(below, under: place)
            }
        }
        return (rows, false)
    }

    private struct Place {
        let step: Step
        let under: EntityID?
        let depth: Int
        let lasts: [Bool]
    }

    /// The first stands last, where it is taken first.
    private static func places(_ steps: [Step], under place: Place?) -> [Place] {
        steps.enumerated().reversed().map { number, step in
            Place(
                step: step, under: place?.step.id, depth: place.map { $0.depth + 1 } ?? 0,
                lasts: (place?.lasts ?? []) + [number == steps.count - 1])
        }
    }
}
