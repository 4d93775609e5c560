package import Causality

/// A place in one store's own order of arrival: how many runs it holds, and a running hash over them.
///
/// The hash makes a cursor notice that the store behind it was restored from an older backup.
package struct LogPosition: Hashable, Sendable {
    package static let start = LogPosition(count: 0, hash: .origin)

    package let count: UInt64
    package let hash: Link

    package init(count: UInt64, hash: Link) {
        self.count = count
        self.hash = hash
    }

    /// The position after one more run of this stream head was stored.
    package func advanced(by entry: VectorEntry) -> LogPosition {
        var writer = CanonicalWriter()
        writer.link(hash)
        writer.identifier(entry.stream)
        writer.number(entry.sequence)
        writer.link(entry.link)
        return LogPosition(count: count + 1, hash: Hash.of(.position, writer.bytes))
    }
}
