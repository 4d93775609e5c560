package import Causality

/// How the branches of one stream hang together.
///
///     S ── 1 ── 2 ── 3 ─┬─ 4 ── 5        named H(S, link of this 4)
///                       └─ 4'── 5' ── 6' named H(S, link of 4')
///
/// A stream that was never forked is one segment that bears the stream's own name. From the first
/// evidence of a fork on, every segment that begins at a divergence is named after its first change,
/// so the names follow from the changes held and never from the order in which they arrived.
package struct Lineage: Hashable, Sendable {
    /// A stretch of the stream without a divergence inside it.
    package struct Segment: Hashable, Sendable {
        package let name: StreamID
        /// The sequence of the segment's first change.
        package let first: UInt64
        /// The segment that this one continues; nil for the stream's own.
        package let parent: StreamID?
        /// The newest change held; for an empty first segment sequence 0 and the origin link.
        package var tip: Head
        /// The effective stamp of the tip.
        package var tipEffective: UInt64

        package init(
            name: StreamID, first: UInt64, parent: StreamID?, tip: Head, tipEffective: UInt64
        ) {
            self.name = name
            self.first = first
            self.parent = parent
            self.tip = tip
            self.tipEffective = tipEffective
        }
    }

    package let stream: StreamID
    /// The stream's own segment first, then the others by name.
    package private(set) var segments: [Segment]

    package init(stream: StreamID) {
        self.stream = stream
        segments = [
            Segment(
                name: stream, first: 1, parent: nil, tip: Head(0, .origin), tipEffective: 0)
        ]
    }

    package init(stream: StreamID, segments: [Segment]) {
        self.stream = stream
        self.segments = segments
    }

    package var isForked: Bool { segments.count > 1 }
}
