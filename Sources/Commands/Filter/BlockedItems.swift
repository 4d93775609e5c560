internal import ReleaseModel
internal import Replication

/// Which items wait for another: something blocks them that is neither finished nor put away.
///
/// A suspended relation, one that would close a circle, blocks nothing.
enum BlockedItems {
    static func clause(_ view: ReplicaView) throws -> FilterClause {
        let open = "\(Backlog.open) AND archived = 0 AND \(try MergeCircles(view).ownItems())"
        return FilterClause(
            """
            id IN (SELECT to_item FROM edge WHERE kind = 'blocks' AND archived = 0
              AND n IN (SELECT entity FROM element WHERE field = ? AND key = '')
              AND id NOT IN (SELECT id FROM suspended_edge)
              AND from_item IN (SELECT id FROM item WHERE \(open)))
            """, [.text(Edge.presence.name)])
    }
}
