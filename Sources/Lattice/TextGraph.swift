import Causality

/// The edits of a text as a graph over their places in the order of folds, which extends causality.
struct TextGraph {
    /// For each edit the places of its parents, ascending; parents that are not held are left out.
    private(set) var parents: [[Int]]

    init(_ edits: [TextEdit]) {
        parents = []
        parents.reserveCapacity(edits.count)
        var places: [OperationID: Int] = [:]
        var listed = 0
        for (place, edit) in edits.enumerated() {
            if place > 0, edit.parents.count == 1, edit.parents[0] == edits[place - 1].id {
                parents.append([place - 1])
                continue
            }
            // Only where edits are not a plain chain does a name have to be looked up.
            while listed < place {
                places[edits[listed].id] = listed
                listed += 1
            }
            parents.append(edit.parents.compactMap { places[$0] }.sorted())
        }
    }

    /// Cuts the edits into the shortest stretches whose first version holds all edits before it.
    ///
    /// A stretch of one edit needs no merging. A cut after edit `i` stands unless some later edit was
    /// made without one of the edits up to `i`; where parents name more than a frontier, as no honest
    /// author's do, a cut may be given up that could stand, which costs time and changes nothing.
    var stretches: [Range<Int>] {
        var frontier: [Int] = []
        var isSole: [Bool] = []
        // Of cuts given up: +1 where a run of them begins, -1 where it ends.
        var edges = [Int](repeating: 0, count: parents.count + 1)
        for (place, seen) in parents.enumerated() {
            if seen != frontier {
                let first: Int
                if seen.count == 1, isSole[seen[0]] {
                    first = seen[0] + 1
                } else {
                    first = seen.first ?? 0
                }
                edges[first] += 1
                edges[place] -= 1
            }
            frontier.removeAll { seen.contains($0) }
            frontier.append(place)
            isSole.append(frontier.count == 1)
        }
        var stretches: [Range<Int>] = []
        var start = 0
        var depth = 0
        for place in parents.indices {
            depth += edges[place]
            guard depth == 0 else { continue }
            stretches.append(start..<place + 1)
            start = place + 1
        }
        return stretches
    }

    /// The parents inside a stretch, counted from its start: what lies before it everybody has seen.
    func parents(in stretch: Range<Int>) -> [[Int]] {
        parents[stretch].map { seen in
            seen.filter { $0 >= stretch.lowerBound }.map { $0 - stretch.lowerBound }
        }
    }
}
