package import Causality
package import Lattice

/// What the things that were merged as duplicates stand for.
///
/// Two people who merge A into B and B into A at once make a circle; the merge that is latest in the
/// order of folds is then void, as it is for parents (`ParentLoops`), and a card tells of it.
package struct Aliases: Sendable {
    private let targets: [EntityID: EntityID]
    /// The merge that made each name an alias, whether or not it counts.
    private let merges: [EntityID: Write]
    private let voidMoves: [ParentLoops.VoidMove]

    package init(_ documents: some Sequence<Document>) {
        let moves = documents.compactMap(Self.move)
        var targets: [EntityID: EntityID] = [:]
        for move in moves { targets[move.item] = move.parent }
        voidMoves = ParentLoops.voidMoves(moves)
        for void in voidMoves { targets[void.move.item] = nil }
        self.targets = targets
        merges = Dictionary(uniqueKeysWithValues: moves.map { ($0.item, $0.write) })
    }

    /// Reads all that the meaning of some names can depend on: the merges met on the way along them.
    package init(
        from starts: some Sequence<EntityID>, in documents: (EntityID) throws -> Document?
    ) rethrows {
        var found: [Document] = []
        var visited = Set(starts)
        var waiting = visited.sorted()
        while let id = waiting.popLast() {
            guard let document = try documents(id) else { continue }
            found.append(document)
            guard let next = Self.move(document)?.parent, visited.insert(next).inserted else {
                continue
            }
            waiting.append(next)
        }
        self.init(found.sorted { $0.id < $1.id })
    }

    private static func move(_ document: Document) -> ParentLoops.ParentMove? {
        guard document.entityKind == .item,
            let write = document.shown(SharedFields.mergedInto),
            let target = write.value.entityValue
        else { return nil }
        return ParentLoops.ParentMove(
            item: document.id, parent: target, previous: nil, write: write)
    }

    /// The things whose merge is void, ascending.
    package var void: [EntityID] { voidMoves.map(\.move.item) }

    /// Says whether a thing is but another name of something else.
    package func isAlias(_ id: EntityID) -> Bool { targets[id] != nil }

    /// The thing that a name stands for, itself if it was merged into nothing.
    package func resolve(_ id: EntityID) -> EntityID {
        var place = id
        // Circles are broken above, so every step comes to a thing not met before.
        while let next = targets[place] { place = next }
        return place
    }

    /// The write by which a thing became an alias; nil where it is none.
    func merge(of id: EntityID) -> Write? { isAlias(id) ? merges[id] : nil }

    /// One card for each circle of merges.
    package var cards: [Card] {
        voidMoves.map { void in
            let item = void.move.item
            let others = void.circle.map(\.item).filter { $0 != item }.sorted()
            return Card(
                .merge, subjects: [item] + others, field: SharedFields.mergedInto.name,
                competing: void.circle.map(\.write.id),
                options: void.circle.map {
                    CardOption($0.write, of: $0.item, isInForce: $0.item != item)
                },
                reading: "the latest merge is void, because it would close a circle",
                settle: CardSettlement(.accept, otherwise: [.take(1)]))
        }
    }
}
