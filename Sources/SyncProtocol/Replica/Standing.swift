package import Causality

/// Where a replica stands as a session opens, everything that waited sealed.
package struct Standing: Hashable, Sendable {
    /// The cursor kept for this hub.
    package let cursor: HubCursor?
    /// The heads of all branches that are held, ascending.
    package let vector: [VectorEntry]
    /// How many runs the replica's own log holds.
    package let head: UInt64

    package init(cursor: HubCursor?, vector: [VectorEntry], head: UInt64) {
        self.cursor = cursor
        self.vector = vector
        self.head = head
    }
}
