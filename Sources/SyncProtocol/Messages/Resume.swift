package import Causality

/// The replica says where it stands: the cursor that it kept for this hub, and what it holds.
package struct Resume: Hashable, Sendable {
    /// Absent at the first meeting, or where the cursor was kept for another hub.
    package let cursor: HubCursor?
    /// The heads of all branches that the replica holds, ascending.
    package let vector: [VectorEntry]
    /// Bytes of batches that the replica takes before it gives more credit.
    package let creditBytes: UInt32

    package init(
        cursor: HubCursor?, vector: [VectorEntry],
        creditBytes: UInt32 = SessionLimits.creditWindowBytes
    ) {
        self.cursor = cursor
        self.vector = vector
        self.creditBytes = creditBytes
    }
}
