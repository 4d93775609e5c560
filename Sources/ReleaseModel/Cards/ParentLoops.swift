package import Causality
package import Lattice

/// Keeps the item tree a tree after concurrent re-parenting.
///
/// In each circle of parents the move that is latest in fold order is void. Its item falls back to
/// the parent that the move saw, and if that would close a circle too, to the top level. All of this
/// follows from live writes alone, so it survives compaction.
package enum ParentLoops {
    /// The shown parent of an item, as its last move wrote it.
    package struct ParentMove: Hashable, Sendable {
        package let item: EntityID
        package let parent: EntityID
        /// The parent that the mover saw; nil for the top level.
        package let previous: EntityID?
        package let write: Write

        package init(item: EntityID, parent: EntityID, previous: EntityID?, write: Write) {
            self.item = item
            self.parent = parent
            self.previous = previous
            self.write = write
        }

        /// Reads the move from an item; nil for an item at the top level.
        package init?(_ document: Document) {
            guard let write = document.shown(Item.parent), let first = write.value.parts.first,
                let parent = first.entityValue
            else { return nil }
            self.init(
                item: document.id, parent: parent,
                previous: write.value.parts.dropFirst().first?.entityValue, write: write)
        }
    }

    /// The moves met on the way up from some items, by both the shown and the previous parents:
    /// all that the reading of these items can depend on.
    package static func moves(
        from items: [EntityID], in documents: (EntityID) throws -> Document?
    ) rethrows -> [ParentMove] {
        var moves: [ParentMove] = []
        var visited = Set(items)
        var waiting = visited.sorted()
        while let item = waiting.popLast() {
            guard let document = try documents(item), let move = ParentMove(document) else {
                continue
            }
            moves.append(move)
            for next in [move.parent, move.previous].compactMap({ $0 })
            where visited.insert(next).inserted {
                waiting.append(next)
            }
        }
        return moves.sorted { $0.item < $1.item }
    }

    /// A void move, the circle it closed (from itself upward), and where its item stands instead.
    package struct VoidMove: Hashable, Sendable {
        package let move: ParentMove
        package let circle: [ParentMove]
        package let standsBelow: EntityID?
    }

    /// The value of a parent field.
    package static func value(parent: EntityID?, previous: EntityID?) -> Value {
        .list([parent.map(Value.entity) ?? .none, previous.map(Value.entity) ?? .none])
    }

    package static func voidMoves(_ moves: [ParentMove]) -> [VoidMove] {
        var parents: [EntityID: EntityID] = [:]
        var byItem: [EntityID: ParentMove] = [:]
        for move in moves {
            parents[move.item] = move.parent
            byItem[move.item] = move
        }
        var found: [(latest: ParentMove, circle: [ParentMove])] = []
        for circle in circles(of: parents, from: moves.map(\.item).sorted()) {
            let members = circle.compactMap { byItem[$0] }
            #if RAILYARD_BUG_PARENT_LOOP_ANY  // trips the checker "the item tree equals brute force"
                guard let latest = members.min(by: { $0.item < $1.item }) else { continue }
            #else
                guard let latest = members.max(by: { $0.write.foldsBefore($1.write) }) else {
                    continue
                }
            #endif
            // Wherever the walk came upon the circle, it is told from the same place.
            let start = members.firstIndex(of: latest) ?? 0
            found.append((latest, Array(members[start...] + members[..<start])))
        }
        // All circles are broken before any fallback is tried, each in its turn of the fold.
        for entry in found { parents[entry.latest.item] = nil }
        var voids: [VoidMove] = []
        for entry in found.sorted(by: { $0.latest.write.foldsBefore($1.latest.write) }) {
            let item = entry.latest.item
            let fallback = entry.latest.previous.flatMap { previous in
                reaches(item, from: previous, parents) ? nil : previous
            }
            parents[item] = fallback
            voids.append(
                VoidMove(move: entry.latest, circle: entry.circle, standsBelow: fallback))
        }
        return voids.sorted { $0.move.item < $1.move.item }
    }

    package static func cards(_ moves: [ParentMove]) -> [Card] {
        voidMoves(moves).map { void in
            let item = void.move.item
            let others = void.circle.map(\.item).filter { $0 != item }.sorted()
            let place = void.standsBelow.map { ["--under", Crockford.text($0)] } ?? ["--top"]
            return Card(
                .loop, subjects: [item] + others, field: Item.parent.name,
                competing: void.circle.map(\.write.id),
                options: void.circle.map {
                    CardOption($0.write, of: $0.item, isInForce: $0.item != item)
                },
                reading: "the latest move is void, because it would close a circle of parents",
                settle: CardSettlement(
                    .command(CommandText.line("move", .item, item, place)),
                    otherwise: [.take(1)]))
        }
    }

    /// The circles of a graph in which everything has at most one parent; they never share a member.
    private static func circles(
        of parents: [EntityID: EntityID], from starts: [EntityID]
    ) -> [[EntityID]] {
        var mark: [EntityID: Int] = [:]
        var circles: [[EntityID]] = []
        for (round, start) in starts.enumerated() where mark[start] == nil {
            var path: [EntityID] = []
            var place: EntityID? = start
            while let here = place, mark[here] == nil {
                mark[here] = round
                path.append(here)
                place = parents[here]
            }
            guard let end = place, mark[end] == round, let first = path.firstIndex(of: end) else {
                continue
            }
            circles.append(Array(path[first...]))
        }
        return circles
    }

    private static func reaches(
        _ item: EntityID, from start: EntityID, _ parents: [EntityID: EntityID]
    ) -> Bool {
        var place: EntityID? = start
        var steps = 0
        while let here = place, steps <= parents.count {
            if here == item { return true }
            place = parents[here]
            steps += 1
        }
        return false
    }
}
