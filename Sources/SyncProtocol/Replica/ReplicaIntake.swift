package import History

/// Stores what a hub delivered: batches, what is derived from them, and the cursor, in one transaction.
///
/// > Invariant: a kept cursor never lies beyond what is stored. Where a batch is not stored the
/// > cursor stays behind it, whatever comes after.
package enum ReplicaIntake {
    /// Stores the deliveries in order and returns a verdict for each.
    ///
    /// `take` is given each outcome at once, inside the transaction: the changes of one batch can be gone
    /// before those of the next are decoded.
    package static func store(
        _ deliveries: [Delivery], in history: any HistoryStore,
        isEnrolled: ([UInt8]) -> Bool = { _ in true },
        each take: (AdmissionOutcome) throws -> Void = { _ in }
    ) throws -> [Verdict] {
        #if RAILYARD_BUG_CURSOR_BEFORE_COMMIT  // Trips the checker `cursor behind durable`.
            if let cursor = deliveries.last(where: { $0.cursor != nil })?.cursor {
                try history.transaction { try history.keep(cursor) }
            }
        #endif
        return try history.transaction {
            var verdicts: [Verdict] = []
            var reached: HubCursor?
            var isWhole = true
            for delivery in deliveries {
                var verdict = Verdict.durable(nil)
                if let batch = delivery.batch {
                    let outcome = try Admission.admit(
                        batch, into: history, isEnrolled: isEnrolled)
                    verdict = try Verdict(outcome, of: batch, in: history)
                    try take(outcome)
                }
                verdicts.append(verdict)
                if case .durable = verdict {} else { isWhole = false }
                #if RAILYARD_BUG_CURSOR_OVER_GAP  // Trips `a cursor stays behind what was not stored`.
                    isWhole = true
                #endif
                if isWhole, let cursor = delivery.cursor { reached = cursor }
            }
            if let reached { try history.keep(reached) }
            return verdicts
        }
    }
}
