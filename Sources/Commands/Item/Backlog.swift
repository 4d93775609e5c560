internal import Causality
internal import ReleaseModel
internal import Replication

/// The order in which items are shown, and the lists that it makes.
struct Backlog {
    /// What people ranked by hand comes first, then what is due, then what is older.
    static let order =
        "ORDER BY rank IS NULL, rank, due IS NULL, due_utc, created_at, id"

    /// What is finished is of no list of things to do.
    static let open =
        "state NOT IN ("
        + Readiness.finishedStates.map { "'\($0)'" }.joined(separator: ", ") + ")"

    private let view: ReplicaView

    init(_ view: ReplicaView) { self.view = view }

    func parent(of item: EntityID) -> EntityID? { try? view.ancestors(of: item).first }

    /// The open items below one, or at the top level, as they are shown.
    func list(below parent: EntityID?) throws -> [EntityID] {
        let condition = parent == nil ? "parent IS NULL" : "parent = ?"
        let own = try MergeCircles(view).ownItems()
        return try view.query(
            """
            SELECT id FROM item
            WHERE \(Self.open) AND archived = 0 AND \(own) AND \(condition) \(Self.order)
            """, parent.map { [.text(Crockford.text($0))] } ?? []
        ).compactMap { $0.text("id").flatMap(ReplicaView.identifier) }
    }

    /// The list in which an item stands, with it.
    func siblings(of item: EntityID) throws -> [EntityID] {
        let list = try list(below: parent(of: item))
        return list.contains(item) ? list : list + [item]
    }
}
