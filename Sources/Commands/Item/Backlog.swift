internal import Causality
internal import ReleaseModel
internal import Replication

/// The order in which items are shown, and the lists that it makes.
struct Backlog {
    /// What people ranked by hand comes first, then what is due, then what is older.
    static let order =
        "ORDER BY rank IS NULL, rank, due IS NULL, due_utc, created_at, id"

    /// The index of what is open that has this order.
    static let index = "item_backlog"

    /// What is finished, archived or another name of something else is of no list of things to do.
    static let open = "open = 1"
    /// What was neither done nor dropped, archived or not.
    static let unfinished =
        "state NOT IN ("
        + Readiness.finishedStates.map { "'\($0)'" }.joined(separator: ", ") + ")"
    /// Says of a row of the item table that it is no other item's alias.
    static let own = "stands_for IS NULL"

    private let view: ReplicaView

    init(_ view: ReplicaView) { self.view = view }

    func parent(of item: EntityID) -> EntityID? { try? view.ancestors(of: item).first }

    /// The open items below one, or at the top level, as they are shown.
    func list(below parent: EntityID?) throws -> [EntityID] {
        let condition = parent == nil ? "parent IS NULL" : "parent = ?"
        return try view.query(
            """
            SELECT id FROM item
            WHERE \(Self.open) AND \(condition) \(Self.order)
            """, parent.map { [.text(Crockford.text($0))] } ?? []
        ).compactMap { $0.text("id").flatMap(ReplicaView.identifier) }
    }

    /// The list in which an item stands, with it.
    func siblings(of item: EntityID) throws -> [EntityID] {
        let list = try list(below: parent(of: item))
        return list.contains(item) ? list : list + [item]
    }
}
