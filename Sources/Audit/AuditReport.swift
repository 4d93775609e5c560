package import Causality
package import History

/// What a log means, in one digest, and the vector at which it may be compared.
package struct AuditReport: Sendable {
    package let stateDigest: Link
    package let entities: Int
    package let changes: UInt64
    /// Operations that stay in the log and count for nothing.
    package let voidOperations: Int
    package let position: LogPosition
    package let vector: [VectorEntry]
    package let logDigest: Link
}
