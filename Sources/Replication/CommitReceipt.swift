package import Causality
package import History
package import ReleaseModel

/// What a command wrote.
package struct CommitReceipt: Sendable {
    /// The change's name, by which it is undone; nil where there was nothing to write.
    package let dot: Dot?
    package let operations: [Operation]
    package let touched: [EntityID]
    package let voids: [VoidOperation]
}
