internal import History
internal import SQLiteStorage
internal import SyncProtocol

/// One group commit: many sessions' batches, judged and stored in one transaction.
struct AdmissionRound {
    /// What came of one batch.
    enum Outcome {
        case verdict(Verdict)
        /// The log contradicts itself where this batch hangs; its session ends, others go on.
        case failed

        /// Whether this batch will never be in the log.
        var isRefused: Bool {
            if case .verdict(.refused) = self { true } else { false }
        }
    }

    let outcomes: [Outcome]
    /// The runs that were appended, in order.
    let appended: [StoredRun]

    /// Runs inside the transaction; a throw undoes the whole round.
    init(
        _ batches: [Batch], _ history: SQLiteHistory, _ registry: SQLiteRegistry
    ) throws {
        var outcomes: [Outcome] = []
        var appended: [StoredRun] = []
        for batch in batches {
            do {
                let (verdict, run) = try history.transaction {
                    try Self.admit(batch, history, registry)
                }
                outcomes.append(.verdict(verdict))
                if let run { appended.append(run) }
            } catch is HistoryError {
                outcomes.append(.failed)
            }
        }
        self.outcomes = outcomes
        self.appended = appended
    }

    private static func admit(
        _ batch: Batch, _ history: SQLiteHistory, _ registry: SQLiteRegistry
    ) throws -> (Verdict, StoredRun?) {
        let key = try (history.birth(of: batch.stream) ?? batch.birth)?.publicKey
        let length = batch.encoded?.count ?? 0
        if let key, length > 0 {
            let stored = try registry.storedBytes(of: key)
            guard stored + UInt64(length) <= HubLimits.deviceMaxBytes else {
                return (.refused(.overQuota), nil)
            }
        }
        let outcome = try Admission.admit(batch, into: history) { publicKey in
            (try? registry.enrolment(of: publicKey)) != nil
        }
        let verdict = try Verdict(outcome, of: batch, in: history)
        guard case .durable(let position?) = verdict,
            let run = try history.run(at: position.count)
        else { return (verdict, nil) }
        if let key { try registry.addStoredBytes(run.batch.encoded?.count ?? 0, of: key) }
        return (verdict, run)
    }
}
