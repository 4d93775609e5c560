import Causality
import Lattice
import ReleaseModel
import SimulationKit

/// The item tree found in the slowest way.
enum ParentOracle {
    /// The parent of every item: in each circle the latest move goes, then tries where it came from.
    static func tree(_ moves: [ParentLoops.ParentMove]) -> [EntityID: EntityID] {
        var parents: [EntityID: EntityID] = [:]
        for move in moves { parents[move.item] = move.parent }
        let declared = parents
        var broken: [ParentLoops.ParentMove] = []
        for move in moves where isIn(move.item, circleOf: declared) {
            let circle = members(of: move.item, declared)
            let rivals = moves.filter { circle.contains($0.item) && $0.item != move.item }
            if rivals.allSatisfy({ $0.write.foldsBefore(move.write) }) { broken.append(move) }
        }
        for move in broken { parents[move.item] = nil }
        for move in broken.sorted(by: { $0.write.foldsBefore($1.write) }) {
            parents[move.item] = move.previous
            if isIn(move.item, circleOf: parents) { parents[move.item] = nil }
        }
        return parents
    }

    /// The tree that a reading of void moves comes to.
    static func tree(
        _ voids: [ParentLoops.VoidMove], _ moves: [ParentLoops.ParentMove]
    ) -> [EntityID: EntityID] {
        var parents: [EntityID: EntityID] = [:]
        for move in moves { parents[move.item] = move.parent }
        for void in voids { parents[void.move.item] = void.standsBelow }
        return parents
    }

    static func isIn(_ item: EntityID, circleOf parents: [EntityID: EntityID]) -> Bool {
        var place = parents[item]
        for _ in 0...parents.count {
            if place == item { return true }
            place = place.flatMap { parents[$0] }
        }
        return false
    }

    private static func members(
        of item: EntityID, _ parents: [EntityID: EntityID]
    ) -> Set<EntityID> {
        var members: Set<EntityID> = [item]
        var place = parents[item]
        while let next = place, members.insert(next).inserted { place = parents[next] }
        return members
    }

    /// Those above an item as one replica reads them now.
    static func ancestors(of item: EntityID, in replica: ModelReplica) -> [EntityID] {
        let moves = ParentLoops.moves(from: [item]) { replica[$0] }
        let parents = tree(moves)
        var path: [EntityID] = []
        var place = parents[item]
        while let next = place, !path.contains(next) {
            path.append(next)
            place = parents[next]
        }
        return path
    }
}
