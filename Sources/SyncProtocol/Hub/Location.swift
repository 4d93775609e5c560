package import Causality
package import History

/// Where a replica stands in the hub's log: what `locate` finds.
package struct Location: Hashable, Sendable {
    package let epoch: HubEpoch
    package let head: LogPosition
    /// The hub's own position at the cursor's count; nil where it lies beyond the head.
    package let atCursor: LogPosition?
    /// What lies after the cursor and is not covered by the replica's vector.
    package let lacking: [ClosedRange<UInt64>]
    package let wants: [Want]
    package let vector: [VectorEntry]
    package let logDigest: Link

    package init(
        epoch: HubEpoch, head: LogPosition, atCursor: LogPosition?,
        lacking: [ClosedRange<UInt64>], wants: [Want], vector: [VectorEntry], logDigest: Link
    ) {
        self.epoch = epoch
        self.head = head
        self.atCursor = atCursor
        self.lacking = lacking
        self.wants = wants
        self.vector = vector
        self.logDigest = logDigest
    }
}

extension Location {
    /// Finds it in a store.
    package init(
        of resume: Resume, epoch: HubEpoch, in store: any HistoryStore
    ) throws {
        let vector = try store.vector()
        let count = resume.cursor?.position.count ?? 0
        let lacking =
            resume.cursor == nil
            ? []
            : try Exchange.positions(after: count, notCoveredBy: resume.vector, in: store)
        self.init(
            epoch: epoch, head: try store.position(), atCursor: try store.position(at: count),
            lacking: lacking, wants: try Exchange.wants(of: resume.vector, in: store),
            vector: vector, logDigest: LogDigest.of(vector))
    }
}

extension Location {
    package func moved(to epoch: HubEpoch) -> Location {
        Location(
            epoch: epoch, head: head, atCursor: atCursor, lacking: lacking, wants: wants,
            vector: vector, logDigest: logDigest)
    }
}
