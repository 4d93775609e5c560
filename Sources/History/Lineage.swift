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

        /// Says whether the change of this sequence, if it is on this branch, lies in this segment.
        package func holds(_ sequence: UInt64) -> Bool {
            sequence >= first && sequence <= tip.sequence
        }
    }

    package let stream: StreamID
    /// The stream's own segment first, then the others by name.
    package internal(set) var segments: [Segment]

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

    /// The highest sequence that any branch has reached.
    package var length: UInt64 { segments.reduce(0) { max($0, $1.tip.sequence) } }

    /// The ends of all branches: segments that nothing continues.
    package var leaves: [Segment] {
        let parents = Set(segments.compactMap(\.parent))
        return segments.filter { !parents.contains($0.name) && $0.tip.sequence > 0 }
    }

    /// The heads of all branches, as vectors name them, ascending.
    package var heads: [VectorEntry] {
        leaves.map { VectorEntry(stream, $0.tip) }.sorted()
    }

    /// The branches that begin at each divergence, by the segment that ends there; none of a whole stream.
    package var partings: [[Segment]] {
        segments.map { ended in segments.filter { $0.parent == ended.name } }
            .filter { !$0.isEmpty }
    }

    package func segment(named name: StreamID) -> Segment? {
        segments.first { $0.name == name }
    }

    /// The name of the branch whose first change has this link.
    package static func branchName(of stream: StreamID, startingAt link: Link) -> StreamID {
        var writer = CanonicalWriter(capacity: 48)
        writer.identifier(stream)
        writer.link(link)
        let prefix = Hash.of(.branch, writer.bytes).prefix
        return StreamID(high: prefix.high, low: prefix.low)
    }

    /// The segment that an operation's label and sequence mean to somebody who had seen these branches.
    ///
    /// A label is the stream, or the branch as it was known when it was written; either may have been
    /// cut since. A segment that bears the label and holds the sequence is meant whatever was seen.
    /// Nil where nothing that was seen fits, which no honest author writes.
    package func resolve(
        _ label: StreamID, _ sequence: UInt64, seen: [StreamID: UInt64]
    ) -> StreamID? {
        if let segment = segment(named: label), segment.holds(sequence) { return label }
        var found: Set<StreamID> = []
        for (branch, reached) in seen {
            var candidate: StreamID?
            var reached = reached
            var current = segment(named: branch)
            while let segment = current {
                if segment.holds(sequence), sequence <= reached { candidate = segment.name }
                if segment.name == label, let candidate { found.insert(candidate) }
                reached = segment.first - 1
                current = segment.parent.flatMap { self.segment(named: $0) }
            }
        }
        return found.min()
    }
}
