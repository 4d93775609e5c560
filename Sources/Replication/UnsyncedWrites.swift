package import Causality
internal import GRDB
internal import History
package import Lattice
internal import SQLiteStorage

/// Which writes of this device no hub has acknowledged.
///
/// To ask this of one document costs a look at its writes; to list all of them would read the history.
package struct UnsyncedWrites: Sendable {
    /// How far each branch of this device's streams has been acknowledged.
    private let acknowledged: [StreamID: UInt64]

    package init(acknowledged: [StreamID: UInt64]) { self.acknowledged = acknowledged }

    /// Nil where this replica has no hub: what nobody waits for is not late.
    package init?(_ view: ReplicaView) throws {
        guard try HubRecord(NamedValues(view.db)) != nil else { return nil }
        let history = view.replica.history(view.db)
        let known = Acknowledged(view.db)
        var acknowledged: [StreamID: UInt64] = [:]
        if let key = try view.replica.deviceKey() {
            for lineage in try history.lineages()
            where try history.birth(of: lineage.stream)?.publicKey == key.publicKey {
                let sequence = try known.sequence(of: lineage.stream)
                for segment in lineage.segments { acknowledged[segment.name] = sequence }
            }
        }
        // A stream is born with its first seal; until then it stands in no lineage.
        if let stream = try history.newestUnsealed()?.change.header.stream {
            acknowledged[stream] = try known.sequence(of: stream)
        }
        self.init(acknowledged: acknowledged)
    }

    /// Says whether something that a document shows was written here and has reached no hub.
    package func holds(_ document: Document) -> Bool {
        document.creations.ids.contains(where: isUnsynced)
            || document.cells.cells.contains { $0.ids.contains(where: isUnsynced) }
    }

    private func isUnsynced(_ id: OperationID) -> Bool {
        acknowledged[id.dot.stream].map { id.dot.sequence > $0 } ?? false
    }
}
