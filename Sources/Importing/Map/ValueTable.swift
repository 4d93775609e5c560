/// Translates a source's words into the model's.
package struct ValueTable: Sendable {
    /// What becomes of a word that the table lacks.
    package enum Unknown: String, CaseIterable, Sendable {
        /// The default, or nothing; with a line in the report.
        case report
        /// The word itself.
        case keep
        /// The default, or nothing; without a word.
        case drop
    }

    package let values: [String: String]
    package let ignoresCase: Bool
    package let fallback: String?
    package let unknown: Unknown

    package init(
        values: [String: String], ignoresCase: Bool, fallback: String?, unknown: Unknown
    ) {
        self.values =
            ignoresCase
            ? Dictionary(
                values.map { ($0.lowercased(), $1) }, uniquingKeysWith: { first, _ in first })
            : values
        self.ignoresCase = ignoresCase
        self.fallback = fallback
        self.unknown = unknown
    }

    package func value(for word: String) -> String? {
        values[ignoresCase ? word.lowercased() : word]
    }
}
