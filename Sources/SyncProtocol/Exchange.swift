package import Causality
package import History

/// Finds in a store what one side lacks and the other holds: the questions that sessions put to hosts.
///
/// Nothing is guessed from numbers: a head counts as held only where its link is. So forks, restored
/// hubs and cloned devices need no rule of their own.
package enum Exchange {
    /// What of another side's vector is lacking here.
    package static func wants(
        of vector: [VectorEntry], in store: any HistoryStore
    ) throws -> [Want] {
        var lookup = HistoryLookup(store)
        var wants: [Want] = []
        for entry in vector where try lookup.place(of: entry) == nil {
            let heads = try store.lineage(of: entry.stream)?.heads.map(\.head) ?? []
            wants.append(
                Want(entry, held: Array(heads.suffix(SessionLimits.heldHeadsMax))))
        }
        return wants.sorted()
    }

    /// Where in this log the runs lie that answer what another side wants; what is not held is left out.
    package static func positions(
        of wants: [Want], in store: any HistoryStore
    ) throws -> [ClosedRange<UInt64>] {
        var lookup = HistoryLookup(store)
        var counts: Set<UInt64> = []
        for want in wants {
            guard let lineage = try store.lineage(of: want.entry.stream),
                let place = try lookup.place(of: want.entry)
            else { continue }
            let held = want.held.map { VectorEntry(want.entry.stream, $0) }
            let covered = try coverage(of: held, in: lineage, &lookup)
            var upper = want.entry.sequence
            var segment = lineage.segment(named: place.branch)
            while let current = segment, upper > covered[current.name] ?? 0 {
                let lower = max(current.first, (covered[current.name] ?? 0) + 1)
                if lower <= upper {
                    let outlines = try store.outlines(
                        of: lineage.stream, from: lower, through: upper)
                    counts.formUnion(outlines.map(\.count))
                }
                upper = min(upper, current.first - 1)
                segment = current.parent.flatMap { lineage.segment(named: $0) }
            }
        }
        return ranges(of: counts.sorted())
    }

    /// The positions after a count whose runs a vector does not provably cover.
    package static func positions(
        after count: UInt64, notCoveredBy vector: [VectorEntry], in store: any HistoryStore
    ) throws -> [ClosedRange<UInt64>] {
        var lookup = HistoryLookup(store)
        let entries = Dictionary(grouping: vector, by: \.stream)
        var coverages: [StreamID: [StreamID: UInt64]] = [:]
        var lacking: [UInt64] = []
        var count = count
        while true {
            let page = try store.outlines(after: count, limit: 1_024)
            guard let newest = page.last else { break }
            count = newest.count
            for outline in page {
                let stream = outline.stream
                if coverages[stream] == nil, let lineage = try store.lineage(of: stream) {
                    coverages[stream] = try coverage(
                        of: entries[stream] ?? [], in: lineage, &lookup)
                }
                let covered = coverages[stream]?[try lookup.branch(of: outline)] ?? 0
                if covered < outline.last { lacking.append(outline.count) }
            }
        }
        return ranges(of: lacking)
    }

    /// The heads of all streams that a device has sealed, as far as this store holds them.
    package static func heads(
        ofDevice publicKey: [UInt8], in store: any HistoryStore
    ) throws -> [VectorEntry] {
        try store.lineages().filter { lineage in
            try store.birth(of: lineage.stream)?.publicKey == publicKey
        }.flatMap(\.heads).sorted()
    }

    /// A page of runs from one stretch of the log.
    package static func runs(
        after count: UInt64, through last: UInt64, in store: any HistoryStore
    ) throws -> [StoredRun] {
        guard count < last else { return [] }
        let single = last - count == 1
        let limit = single ? 1 : SessionLimits.fetchMaxBytes
        return try store.runs(after: count, byteLimit: limit).filter {
            $0.position.count <= last
        }
    }

    /// Per branch the highest sequence that these heads, or what they chain to, cover.
    private static func coverage(
        of entries: [VectorEntry], in lineage: Lineage, _ lookup: inout HistoryLookup
    ) throws -> [StreamID: UInt64] {
        var covered: [StreamID: UInt64] = [:]
        for entry in entries {
            guard let place = try lookup.place(of: entry) else { continue }
            var sequence = entry.sequence
            var segment = lineage.segment(named: place.branch)
            while let current = segment {
                covered[current.name] = max(covered[current.name] ?? 0, sequence)
                sequence = current.first - 1
                segment = current.parent.flatMap { lineage.segment(named: $0) }
            }
        }
        return covered
    }

    private static func ranges(of counts: [UInt64]) -> [ClosedRange<UInt64>] {
        var ranges: [ClosedRange<UInt64>] = []
        for count in counts {
            if let last = ranges.last, last.upperBound + 1 == count {
                ranges[ranges.count - 1] = last.lowerBound...count
            } else {
                ranges.append(count...count)
            }
        }
        return ranges
    }
}
