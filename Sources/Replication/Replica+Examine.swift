package import Causality
package import History
package import Projection
internal import ReleaseModel
internal import SQLiteStorage

extension Replica {
    /// Checks every hash, seal and position of the log; empty where all of it holds.
    package func examine() throws -> [LogDamage] {
        try readHistory { try LogVerifier.damage(in: $0) }
    }

    /// Compares the typed tables with the documents that they were made from.
    package func examineTables() throws -> [RowDamage] {
        try database.read { db in
            try RowExamination(db, zones: environment.zones, reader: environment.zone).damage()
        }
    }

    /// The state digest that the log gives, folded in memory beside the tables.
    package func foldedDigest() throws -> Link {
        try database.read { db in
            let history = history(db)
            let documents = InMemoryDocuments()
            var reader = LogReader(history)
            let forks = try ForkedStreams(in: history)
            var count: UInt64 = 0
            while true {
                let page = try history.runs(after: count, byteLimit: Self.foldBytes)
                guard let newest = page.last else { break }
                count = newest.position.count
                var working = WorkingSet(documents, forks: forks, schema: environment.schema)
                for run in page {
                    for change in try reader.changes(of: run) { try working.apply(change) }
                }
                try documents.take(&working)
            }
            var working = WorkingSet(documents, forks: forks, schema: environment.schema)
            for change in try reader.unsealedChanges() { try working.apply(change) }
            try documents.take(&working)
            return documents.digest
        }
    }
}
