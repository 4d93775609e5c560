internal import Causality
package import History
internal import ReleaseModel

/// Folds a whole log into the state that it means, as every replica does, and digests it.
///
/// It stands beside the relay, not in it: the relay passes on what it does not understand. Where this
/// digest is that of a replica with the same vector, both computed the same state.
package enum LogAudit {
    /// Runs at a time: few pages to read, little memory to hold.
    private static let pageMaxBytes = 4 << 20

    package static func report(of store: any HistoryStore) throws -> AuditReport {
        let documents = InMemoryDocuments()
        let forks = try ForkedStreams(in: store)
        var reader = LogReader(store)
        var position = LogPosition.start
        var changes: UInt64 = 0
        var voids = 0
        while true {
            let page = try store.runs(after: position.count, byteLimit: pageMaxBytes)
            guard let newest = page.last else { break }
            position = newest.position
            var working = WorkingSet(documents, forks: forks)
            for run in page {
                for change in try reader.changes(of: run) {
                    try working.apply(change)
                    changes += 1
                }
            }
            try documents.take(&working)
            voids += working.voids.count
        }
        let vector = try store.vector()
        return AuditReport(
            stateDigest: documents.digest, entities: documents.documents.count,
            changes: changes, voidOperations: voids, position: position, vector: vector,
            logDigest: LogDigest.of(vector))
    }
}
