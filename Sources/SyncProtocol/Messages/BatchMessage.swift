package import History

/// A sealed run of one stream, as its author sealed it, or the tail of it that the receiver lacks.
package struct BatchMessage: Hashable, Sendable {
    package let batch: Batch
    /// Where the run lies in the hub's log; present only where all runs before it were sent too, so
    /// that the receiver may keep it as a cursor.
    package let position: LogPosition?

    package init(batch: Batch, position: LogPosition?) {
        self.batch = batch
        self.position = position
    }
}
