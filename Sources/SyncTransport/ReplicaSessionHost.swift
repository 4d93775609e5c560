package import Causality
package import History
package import SyncProtocol

/// What a replica does for its session: the port between a connection and the replica behind it.
///
/// Every method is called on the thread that called `ReplicaConnection.run` or `watch`, one at a
/// time, so a host need not be safe to share. What a method returns is durable by then. A thrown error
/// ends the session, and `run` throws it on.
package protocol ReplicaSessionHost: AnyObject {
    /// Reads the history as it stands.
    func read<Result>(_ body: (any HistoryStore) throws -> Result) throws -> Result

    /// The hub let this device in: remembers the enrolment, compares `welcome.ownHeads` with what is
    /// held and mints a new stream if this replica was rewound or copied, corrects the clock, seals
    /// what waits; says where the replica stands then (`Standing.init(for:in:)`).
    func adopt(_ welcome: Welcome, clockOffsetMilliseconds: Int64) throws -> Standing

    /// Seals what was written since; returns the new batches, none if there was nothing.
    func seal() throws -> [Batch]

    /// Stores what the hub sent, with all that is derived from it, in one transaction: by
    /// `ReplicaIntake.store`, which also keeps the cursor.
    func store(_ deliveries: [Delivery]) throws -> [Verdict]

    /// The hub holds these heads, and all that they chain to, durably.
    func noteDurable(_ entries: [VectorEntry]) throws

    /// The hub will never take this run, nor what follows it in its stream.
    func noteRefusal(_ refused: Refused) throws

    /// All that the hub held when the session opened is stored here.
    func noteCaughtUp(_ caughtUp: CaughtUp, with hub: HubID) throws

    /// The digest of the state that follows from the log as it stands, under a tag that is equal where
    /// logs and rules are; nil where something is not sealed yet.
    func stateReport() throws -> StateReport?
}

extension ReplicaSessionHost {
    /// Hosts that keep no state have none to report.
    package func stateReport() throws -> StateReport? { nil }
}

extension Standing {
    /// Where a replica stands towards a hub, everything that waited sealed.
    package init(for hub: HubID, in store: any HistoryStore) throws {
        self.init(
            cursor: try store.cursor(of: hub), vector: try store.vector(),
            head: try store.position().count)
    }
}
