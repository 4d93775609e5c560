internal import Causality
internal import GRDB
package import History
internal import Projection
internal import ReleaseModel
internal import SQLiteStorage

extension Replica {
    /// Takes batches in, folds what is new, and moves the cursor: one transaction for all of it.
    ///
    /// `bookmark` stores whatever must become durable together with the batches.
    package func receive(
        _ batches: [Batch], bookmark: (any HistoryStore) throws -> Void = { _ in }
    ) throws -> [AdmissionOutcome] {
        try database.write { db in
            let history = history(db)
            var fold = try ReceivedFold(self, history, db, expecting: batches)
            let outcomes = try batches.map { batch in
                // Who may write is the hub's to check on admission; a replica checks chain and seal.
                let outcome = try Admission.admit(batch, into: history) { _ in true }
                try fold.take(outcome)
                return outcome
            }
            try fold.finish()
            try bookmark(history)
            return outcomes
        }
    }

    /// Seals what was written here and not sent yet; durable before anybody sends it.
    @discardableResult
    package func seal() throws -> [Batch] {
        guard let key = try deviceKey() else { return [] }
        return try database.write { db in
            let history = history(db)
            let identity = try identity(db)
            guard let birth = identity.birth, birth.publicKey == key.publicKey,
                try history.newestUnsealed() != nil
            else { return [] }
            let batches = try Sealing.seal(in: history, key: key, birth: birth)
            // Sealing beside a copy's changes shows the fork: what was folded bears other names now.
            let lineage = try history.lineage(of: birth.stream(in: workspace))
            if lineage?.isForked ?? false { try rebuild(db) }
            return batches
        }
    }

    /// Reads history inside one transaction.
    package func readHistory<Result>(
        _ body: (any HistoryStore) throws -> Result
    ) throws -> Result {
        try database.read { try body(history($0)) }
    }

    /// Corrects the stamps to come by what a handshake measured.
    package func setClockOffset(_ milliseconds: Int64) throws {
        try database.write { db in
            var identity = try identity(db)
            identity.clock.offsetMilliseconds = milliseconds
            try save(identity, db)
        }
    }
}
