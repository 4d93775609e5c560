package import History

/// Something that a hub sent and that is to be stored: a batch, a step of the cursor, or both.
package struct Delivery: Hashable, Sendable {
    package let batch: Batch?
    /// What the cursor may become once this and everything delivered before is stored.
    package let cursor: HubCursor?

    package init(batch: Batch?, cursor: HubCursor?) {
        self.batch = batch
        self.cursor = cursor
    }
}
