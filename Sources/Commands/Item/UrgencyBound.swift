internal import ReleaseModel

/// What the urgency of a row of the item table cannot exceed, as SQLite computes it.
///
/// To tell the most urgent of twenty thousand items, the urgency of nearly all need not be known: rows are asked
/// for in the order of this bound, and whoever has found enough above the next bound is done (the threshold
/// algorithm of Fagin, Lotem and Naor, 2001).
enum UrgencyBound {
    /// A date without a zone begins at another minute elsewhere, and ends a day later than it begins.
    private static let slackDays = 2

    /// Arguments are places of the query: the reader, and the minute that it is.
    static func sql(reader: String, now: String) -> String {
        [
            weights(Urgency.priorities, of: "priority", otherwise: Urgency.unjudged),
            weights(Urgency.types, of: "type", otherwise: 0),
            weights(
                Dictionary(uniqueKeysWithValues: Urgency.begunStates.map { ($0, Urgency.begun) }),
                of: "state", otherwise: 0),
            """
            CASE WHEN waiting > 0 THEN min(\(Urgency.waitingMost), 20 + 10 * waiting) ELSE 0 END
            """,
            """
            CASE WHEN assignee IS NOT NULL AND assignee <> '' AND assignee <> \(reader)
              THEN \(Urgency.claimedByAnother) ELSE 0 END
            """,
            """
            CASE WHEN milestone IS NULL AND train IS NULL AND "release" IS NULL
              THEN 0 ELSE \(Urgency.planMost) END
            """,
            """
            1 + \(Urgency.ageMost)
              * min(365.0, max(0.0, (\(now) - created_at / 60000) / 1440.0)) / 365.0
            """,
            """
            CASE WHEN due IS NULL THEN 0 WHEN due_utc IS NULL THEN \(Urgency.dueMost) ELSE
              \(Urgency.dueMost) * (0.2 + 0.8 * (\(Urgency.daysAhead) - min(\(Urgency.daysAhead),
                max(-\(Urgency.daysOver), (due_utc - \(now)) / 1440.0 - \(slackDays)))
              ) / \(Urgency.daysAhead + Urgency.daysOver).0) END
            """,
        ].map { "(\($0))" }.joined(separator: " + ")
    }

    private static func weights(
        _ weights: [String: Int], of column: String, otherwise: Int
    ) -> String {
        let cases = weights.sorted { $0.key < $1.key }.map { "WHEN '\($0.key)' THEN \($0.value)" }
        return "CASE \(column) \(cases.joined(separator: " ")) ELSE \(otherwise) END"
    }
}
