package import Causality
package import History

/// Says what is durable at the sender; nothing is ever acknowledged that a crash could take back.
package struct Acknowledge: Hashable, Sendable {
    /// Heads of batches that were received in this session and are durable, ascending.
    package let entries: [VectorEntry]
    /// From a replica: how far its durable history covers the hub's log.
    package let position: LogPosition?

    package init(entries: [VectorEntry], position: LogPosition? = nil) {
        self.entries = entries
        self.position = position
    }
}
