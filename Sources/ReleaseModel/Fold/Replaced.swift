package import Causality
package import History

/// What an operation replaced, as the changes that wrote it say.
package enum Replaced {
    package typealias ChangeLookup = (Dot) throws -> AdmittedChange?

    /// The operations in the order of siblings, of which the last was shown.
    ///
    /// What is no longer held is left out.
    package static func operations(
        by operation: Operation, _ lookup: ChangeLookup
    ) throws -> [Operation] {
        var found: [(stamp: HybridTimestamp, id: OperationID, operation: Operation)] = []
        for id in operation.supersedes {
            guard let change = try lookup(id.dot) else { continue }
            let operations = change.change.operations
            guard Int(id.index) < operations.count else { continue }
            found.append((change.change.header.stamp, id, operations[Int(id.index)]))
        }
        return found.sorted { ($0.stamp, $0.id) < ($1.stamp, $1.id) }.map(\.operation)
    }
}
