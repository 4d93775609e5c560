/// For each stream (or branch) the highest sequence such that all changes up to it are held.
///
/// A vector is a point of history. Joining two is the least point that holds both: the join is
/// commutative, associative and idempotent, and `order(to:)` is the partial order it induces.
/// Source: D. S. Parker et al., "Detection of mutual inconsistency in distributed systems" (1983).
package struct VersionVector: Hashable, Sendable {
    private var sequences: [StreamID: UInt64]

    package init() { sequences = [:] }

    /// Entries of sequence 0 say nothing and are left out.
    package init(_ sequences: [StreamID: UInt64]) {
        self.sequences = sequences.filter { $0.value > 0 }
    }

    package var isEmpty: Bool { sequences.isEmpty }
    package var count: Int { sequences.count }

    /// The streams in their order, each with its highest sequence.
    package var entries: [(stream: StreamID, sequence: UInt64)] {
        sequences.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The highest sequence held of a stream; 0 where nothing is.
    package subscript(stream: StreamID) -> UInt64 { sequences[stream] ?? 0 }

    package func covers(_ dot: Dot) -> Bool { self[dot.stream] >= dot.sequence }

    package func covers(_ other: VersionVector) -> Bool {
        other.sequences.allSatisfy { self[$0.key] >= $0.value }
    }

    /// Raises one stream to at least this sequence.
    package mutating func advance(_ stream: StreamID, to sequence: UInt64) {
        guard sequence > self[stream] else { return }
        sequences[stream] = sequence
    }

    package mutating func merge(_ other: VersionVector) {
        for (stream, sequence) in other.sequences { advance(stream, to: sequence) }
    }

    package func joined(_ other: VersionVector) -> VersionVector {
        var joined = self
        joined.merge(other)
        return joined
    }

    /// The greatest point that both have reached: what is stable when these two are all there is.
    package func met(_ other: VersionVector) -> VersionVector {
        var met: [StreamID: UInt64] = [:]
        for (stream, sequence) in sequences { met[stream] = min(sequence, other[stream]) }
        return VersionVector(met)
    }

    package func order(to other: VersionVector) -> CausalOrder {
        switch (covers(other), other.covers(self)) {
        case (true, true): .equal
        case (true, false): .after
        case (false, true): .before
        case (false, false): .concurrent
        }
    }
}
