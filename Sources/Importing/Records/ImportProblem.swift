/// A dirty row of a source: what is odd, where, and what became of it.
///
/// > Invariant: nothing of a source is left out or repaired without one of these.
package struct ImportProblem: Hashable, Sendable {
    /// What the import did with the odd value.
    package enum Outcome: String, Sendable {
        /// Taken as it stands.
        case kept
        /// Read in a way that the map or the reader documents.
        case repaired
        /// Not brought over.
        case leftOut = "left out"
    }

    package let origin: ImportOrigin
    package let field: String
    package let reason: String
    /// The reason without the names in it: equal for all problems of one sort.
    package let topic: String
    package let value: String
    package let outcome: Outcome

    package init(
        origin: ImportOrigin, field: String, reason: String, topic: String? = nil, value: String,
        outcome: Outcome
    ) {
        self.origin = origin
        self.field = field
        self.reason = reason
        self.topic = topic ?? reason
        self.value = Self.shortened(value)
        self.outcome = outcome
    }

    /// A report stays readable, and small when every row of a large file is odd.
    private static func shortened(_ value: String) -> String {
        guard value.utf8.count > ImportLimits.problemValueLengthMaxBytes else { return value }
        var kept = Substring(value)
        while kept.utf8.count > ImportLimits.problemValueLengthMaxBytes {
            kept = kept.prefix(kept.count / 2)
        }
        return kept + "…"
    }
}
