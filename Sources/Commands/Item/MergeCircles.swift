internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// Items that were merged into each other at once: one of those merges is void, and its item stays.
struct MergeCircles {
    private let view: ReplicaView

    init(_ view: ReplicaView) { self.view = view }

    /// Says of a row of the item table that it is no other item's alias.
    func ownItems() throws -> String {
        let void = try void()
        guard !void.isEmpty else { return "merged_into IS NULL" }
        let list = void.map { "'\(Crockford.text($0))'" }.joined(separator: ", ")
        return "(merged_into IS NULL OR id IN (\(list)))"
    }

    /// What each merged item stands for in the end, by the ids of the table.
    func aliases() throws -> [String: String] {
        var targets = try targets()
        guard !targets.isEmpty else { return [:] }
        for item in try void() { targets[Crockford.text(item)] = nil }
        return targets.mapValues { first in
            var place = first
            // Circles are broken above, so every step comes to an item not met before.
            while let next = targets[place] { place = next }
            return place
        }
    }

    /// What each merged item was merged into, whether or not that counts.
    private func targets() throws -> [String: String] {
        var targets: [String: String] = [:]
        for row in try view.query("SELECT id, merged_into FROM item WHERE merged_into IS NOT NULL")
        {
            targets[row.text("id") ?? ""] = row.text("merged_into")
        }
        return targets
    }

    /// The items whose merge is void, ascending; merges are few, and those in a circle are rare.
    private func void() throws -> [EntityID] {
        let targets = try targets()
        let circled = targets.keys.filter { start in
            var place = targets[start]
            for _ in targets {
                if place == start { return true }
                place = place.flatMap { targets[$0] }
            }
            return false
        }
        let documents = try circled.compactMap(ReplicaView.identifier).compactMap {
            try view.document($0)
        }
        let aliases = Aliases(documents)
        return documents.map(\.id).filter { !aliases.isAlias($0) }.sorted()
    }
}
