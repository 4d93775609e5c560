package import History

/// What every adapter of `HistoryStore` promises, one story a case; each runs on an empty store.
package struct HistoryStoreConformance: Sendable, CustomStringConvertible {
    package let name: String
    private let body: @Sendable (any HistoryStore) throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (any HistoryStore) throws -> Void) {
        self.name = name
        self.body = body
    }

    package var description: String { name }

    package func run(on store: any HistoryStore) throws { try body(store) }

    package static let all: [HistoryStoreConformance] =
        runCases + streamCases + ownChangeCases + transactionCases
}
