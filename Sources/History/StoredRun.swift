/// A batch as a store keeps it: at its position, with the effective stamps that its changes were given.
package struct StoredRun: Hashable, Sendable {
    package let position: LogPosition
    package let batch: Batch
    /// Effective stamps of the changes where they differ from the change's own stamp, by sequence.
    package let raisedStamps: [UInt64: UInt64]

    package init(position: LogPosition, batch: Batch, raisedStamps: [UInt64: UInt64]) {
        self.position = position
        self.batch = batch
        self.raisedStamps = raisedStamps
    }
}
