internal import Causality
internal import History
internal import SQLiteStorage
internal import SyncProtocol
internal import SyncTransport

/// Fills a salvaged log from the hub: to the hub it is a replica that holds what could be carried over.
///
/// It has no cursor, since what the damaged log says of itself is not to be trusted, and it seals nothing.
final class RepairHost: ReplicaSessionHost {
    private let replica: Replica
    private let salvaged: WorkspaceDatabase

    init(_ replica: Replica, filling salvaged: WorkspaceDatabase) {
        self.replica = replica
        self.salvaged = salvaged
    }

    func read<Result>(_ body: (any HistoryStore) throws -> Result) throws -> Result {
        try salvaged.read { try body(replica.history($0)) }
    }

    func adopt(_ welcome: Welcome, clockOffsetMilliseconds: Int64) throws -> Standing {
        try read { store in
            Standing(
                cursor: nil, vector: try store.vector(), head: try store.position().count)
        }
    }

    func seal() throws -> [Batch] { [] }

    func store(_ deliveries: [Delivery]) throws -> [Verdict] {
        try salvaged.write { try ReplicaIntake.store(deliveries, in: replica.history($0)) }
    }

    func noteDurable(_ entries: [VectorEntry]) throws {}

    func noteRefusal(_ refused: Refused) throws {}

    func noteCaughtUp(_ caughtUp: CaughtUp, with hub: HubID) throws {}
}
