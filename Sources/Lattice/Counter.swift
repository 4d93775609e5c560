package import Causality

/// Reads a cell as a counter: the sum of what each stream says it has counted in all.
///
/// A stream states its running total and supersedes its own previous one, so a total that is
/// delivered twice, or compacted away under a later one, counts once.
package struct Counter: Hashable, Sendable {
    /// For each stream the largest total, ascending by stream.
    package let totals: [(stream: StreamID, total: Int64)]

    package init(_ siblings: Siblings) {
        var totals: [StreamID: Int64] = [:]
        for write in siblings.writes {
            guard let total = write.value.integerValue else { continue }
            totals[write.id.dot.stream] = max(total, totals[write.id.dot.stream] ?? .min)
        }
        self.totals = totals.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The sum, kept within 64 bits: no hostile total makes it trap, and the order of adding never shows.
    package var value: Int64 {
        Int64(clamping: totals.reduce(Int128(0)) { $0 + Int128($1.total) })
    }

    /// What one stream has counted so far: what it adds to when it counts on.
    package func total(of stream: StreamID) -> Int64 {
        totals.first { $0.stream == stream }?.total ?? 0
    }

    package static func == (left: Counter, right: Counter) -> Bool {
        left.totals.elementsEqual(right.totals) { $0 == $1 }
    }

    package func hash(into hasher: inout Hasher) {
        for (stream, total) in totals {
            hasher.combine(stream)
            hasher.combine(total)
        }
    }
}

extension Document {
    package func counter(_ address: CellAddress) -> Counter {
        Counter(cells[address]?.siblings ?? Siblings())
    }

    package func counter(_ field: UInt32) -> Counter { counter(CellAddress(field)) }
}
