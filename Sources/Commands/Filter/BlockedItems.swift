internal import ReleaseModel
internal import Replication

/// Which open items wait for another that is open too.
///
/// A suspended relation, one that would close a circle, blocks nothing.
enum BlockedItems {
    static func clause(_ view: ReplicaView) throws -> FilterClause {
        let own = try MergeCircles(view).ownItems()
        let open = "(SELECT id FROM item WHERE \(Backlog.open) AND archived = 0 AND \(own))"
        return FilterClause(
            """
            id IN (SELECT to_item FROM edge WHERE kind = 'blocks' AND archived = 0
              AND n IN (SELECT entity FROM element WHERE field = ? AND key = '')
              AND id NOT IN (SELECT id FROM suspended_edge)
              AND from_item IN \(open) AND to_item IN \(open))
            """, [.text(Edge.presence.name)])
    }
}
