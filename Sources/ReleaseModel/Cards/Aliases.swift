package import Causality
package import Lattice

/// What the things that were merged as duplicates stand for.
///
/// Two people who merge A into B and B into A at once make a circle; the merge that is latest in the
/// order of folds is then void, as it is for parents (`ParentLoops`).
package struct Aliases: Sendable {
    private let targets: [EntityID: EntityID]
    /// The things whose merge is void, ascending.
    package let void: [EntityID]

    package init(_ documents: some Sequence<Document>) {
        let moves = documents.compactMap { document -> ParentLoops.ParentMove? in
            guard let write = document.shown(SharedFields.mergedInto),
                let target = write.value.entityValue
            else { return nil }
            return ParentLoops.ParentMove(
                item: document.id, parent: target, previous: nil, write: write)
        }
        var targets: [EntityID: EntityID] = [:]
        for move in moves { targets[move.item] = move.parent }
        void = ParentLoops.voidMoves(moves).map(\.move.item)
        for item in void { targets[item] = nil }
        self.targets = targets
    }

    /// Says whether a thing is but another name of something else.
    package func isAlias(_ id: EntityID) -> Bool { targets[id] != nil }

    /// The thing that a name stands for, itself if it was merged into nothing.
    package func resolve(_ id: EntityID) -> EntityID {
        var place = id
        // Circles are broken above, so every step comes to a thing not met before.
        while let next = targets[place] { place = next }
        return place
    }
}
