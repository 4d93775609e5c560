package import Causality

/// What is known of a change without reading its operations.
package struct ChangeHeader: Hashable, Sendable {
    package var stream: StreamID
    /// Counts from 1 without gaps.
    package var sequence: UInt64
    package var stamp: HybridTimestamp
    package var author: MemberID
    /// The position of the membership log under which the author wrote.
    package var membership: UInt64
    /// The schema level of the author's software.
    package var schemaLevel: UInt32
    /// The heads of other streams that the author had applied since its previous change, ascending.
    ///
    /// What the previous change implies is not said again: the full vector is the fold of these
    /// along the stream.
    package var dependencies: [VectorEntry]

    package init(
        stream: StreamID, sequence: UInt64, stamp: HybridTimestamp, author: MemberID,
        membership: UInt64 = 0, schemaLevel: UInt32 = 1, dependencies: [VectorEntry] = []
    ) {
        self.stream = stream
        self.sequence = sequence
        self.stamp = stamp
        self.author = author
        self.membership = membership
        self.schemaLevel = schemaLevel
        self.dependencies = dependencies
    }

    package var dot: Dot { Dot(stream, sequence) }
}
