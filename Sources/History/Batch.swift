package import Causality

/// A run of changes of one stream, sent and kept together under one seal.
///
/// A relay need not decode what it passes on: `encoded` keeps the bytes in which the run arrived, and
/// `changes` is absent until somebody has to read it. At least one of the two is there.
package struct Batch: Hashable, Sendable {
    package let stream: StreamID
    package let first: UInt64
    package let last: UInt64
    /// The link before `first`: where the run hangs in the stream.
    package let previous: Link
    /// The link of `last`.
    package let link: Link
    package let seal: Seal
    /// Present when the run begins the stream, so that the seal can be checked.
    package let birth: StreamBirth?
    package let changes: [Change]?
    package var encoded: [UInt8]?

    package init(
        stream: StreamID, first: UInt64, last: UInt64, previous: Link, link: Link, seal: Seal,
        birth: StreamBirth?, changes: [Change]?, encoded: [UInt8]?
    ) {
        self.stream = stream
        self.first = first
        self.last = last
        self.previous = previous
        self.link = link
        self.seal = seal
        self.birth = birth
        self.changes = changes
        self.encoded = encoded
    }

    /// Makes a batch of changes that follow each other; nil if there are none.
    package init?(
        _ changes: [Change], after previous: Link, seal: Seal, birth: StreamBirth?
    ) {
        guard let first = changes.first, let last = changes.last else { return nil }
        self.init(
            stream: first.header.stream, first: first.header.sequence,
            last: last.header.sequence, previous: previous, link: seal.head.link, seal: seal,
            birth: first.header.sequence == 1 ? birth : nil, changes: changes, encoded: nil)
    }

    package var entry: VectorEntry { VectorEntry(stream, last, link) }

    /// How many changes it says that it holds.
    package var changeCount: UInt64 { last >= first ? last - first + 1 : 0 }

    /// The batch as its bytes alone, once it has them.
    package var withoutChanges: Batch {
        guard encoded != nil else { return self }
        return Batch(
            stream: stream, first: first, last: last, previous: previous, link: link, seal: seal,
            birth: birth, changes: nil, encoded: encoded)
    }

    /// Says whether two batches name the same stretch of the same chain, however encoded.
    package func describesSameRun(as other: Batch) -> Bool {
        stream == other.stream && first == other.first && last == other.last
            && previous == other.previous && link == other.link && seal == other.seal
            && birth == other.birth
    }
}
