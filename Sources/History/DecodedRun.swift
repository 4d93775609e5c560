package import Causality

/// A stored run with its changes, and for each its link and effective stamp.
package struct DecodedRun: Hashable, Sendable {
    package let outline: RunOutline
    package let changes: [Change]
    package let links: [Link]
    package let effective: [UInt64]

    package init(outline: RunOutline, changes: [Change], raisedStamps: [UInt64: UInt64]) {
        self.outline = outline
        self.changes = changes
        links = Chain.links(after: outline.previous, changes)
        effective = changes.map { change in
            raisedStamps[change.header.sequence] ?? change.header.stamp.raw
        }
    }

    /// The place in `changes` of a sequence; nil where the run does not hold it.
    package func index(of sequence: UInt64) -> Int? {
        guard sequence >= outline.first, sequence <= outline.last else { return nil }
        let index = Int(sequence - outline.first)
        return index < changes.count ? index : nil
    }

    /// The link of a sequence; of the one before the first the link on which the run hangs.
    package func link(of sequence: UInt64) -> Link? {
        if sequence + 1 == outline.first { return outline.previous }
        return index(of: sequence).map { links[$0] }
    }
}
