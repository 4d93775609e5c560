internal import GRDB

/// How fresh a replica's answers are.
package struct Freshness: Sendable {
    /// When everything that the hub held was last here.
    package let lastSyncMilliseconds: Int64?
    /// Changes written here that no hub has acknowledged.
    package let unsynced: Int64
    /// Open cards that nobody acknowledged.
    package let contested: Int64
    /// When what is shown was so; nil for the present.
    package let pastMilliseconds: Int64?
}

extension ReplicaView {
    package func freshness() throws -> Freshness {
        let time = { (name: String) in
            try self.namedValue(name).flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
        }
        let open = try query("SELECT count(*) AS n FROM card WHERE acknowledged = 0")
        return Freshness(
            lastSyncMilliseconds: try time(NamedValues.lastSync),
            unsynced: Int64(try unsyncedCount()),
            contested: open.first?.integer("n") ?? 0,
            pastMilliseconds: try time(NamedValues.past))
    }
}
