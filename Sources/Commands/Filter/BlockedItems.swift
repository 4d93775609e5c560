internal import Replication

/// Which items wait for another, by the one meaning that `rail blocked` has (`WaitingTables`).
enum BlockedItems {
    static func clause(_ view: ReplicaView) throws -> FilterClause {
        let tables = try WaitingTables(view)
        return FilterClause("id IN (\(tables.prefix) SELECT waiter FROM waits)", tables.arguments)
    }
}
