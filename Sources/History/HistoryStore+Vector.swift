package import Causality

// What a store holds, as replicas and hubs tell each other.
extension HistoryStore {
    /// The heads of all branches that are held, ascending: a forked stream has several entries.
    package func vector() throws -> [VectorEntry] {
        try lineages().flatMap(\.heads).sorted()
    }

    /// The digest of the log: equal exactly where two stores hold the same changes.
    package func logDigest() throws -> Link { LogDigest.of(try vector()) }

    /// The branch heads that came after a position, own stream left out: what a change written now
    /// depends on beyond its previous one.
    package func heads(
        after count: UInt64, except own: StreamID?
    ) throws -> [VectorEntry] {
        var heads: Set<VectorEntry> = []
        var count = count
        while true {
            let page = try outlines(after: count, limit: 1_024)
            guard let newest = page.last else { break }
            count = newest.count
            heads.formUnion(page.lazy.filter { $0.stream != own }.map(\.entry))
        }
        let ends = try Set(heads.map(\.stream)).reduce(into: Set<VectorEntry>()) { ends, stream in
            ends.formUnion(try lineage(of: stream)?.heads ?? [])
        }
        return heads.intersection(ends).sorted()
    }

    /// Outlines of the runs that a peer with this vector lacks, in causal order.
    ///
    /// A head that is not known here lies ahead, as far as one can tell; should it turn out to be a
    /// fork, the peer's changes show it, and the question is asked anew.
    package func missing(from peer: [VectorEntry]) throws -> [RunOutline] {
        var lookup = HistoryLookup(self)
        let entries = Dictionary(grouping: peer, by: \.stream)
        var missing: [RunOutline] = []
        for lineage in try lineages() {
            let known = entries[lineage.stream] ?? []
            missing += try outlines(of: lineage, lackedBy: known, &lookup)
        }
        return missing.sorted { $0.count < $1.count }
    }

    private func outlines(
        of lineage: Lineage, lackedBy entries: [VectorEntry], _ lookup: inout HistoryLookup
    ) throws -> [RunOutline] {
        var covered: [StreamID: UInt64] = [:]
        var isAhead = false
        for entry in entries {
            guard let place = try lookup.place(of: entry) else {
                isAhead = isAhead || (!lineage.isForked && entry.sequence > lineage.length)
                continue
            }
            var sequence = entry.sequence
            var segment = lineage.segment(named: place.branch)
            while let current = segment {
                covered[current.name] = max(covered[current.name] ?? 0, sequence)
                sequence = current.first - 1
                segment = current.parent.flatMap { lineage.segment(named: $0) }
            }
        }
        if isAhead { return [] }
        let lacked = lineage.segments.filter { $0.tip.sequence > covered[$0.name] ?? 0 }
        guard let first = lacked.map({ max($0.first, (covered[$0.name] ?? 0) + 1) }).min() else {
            return []
        }
        return try outlines(of: lineage.stream, from: first, through: .max).filter { outline in
            outline.last > covered[try lookup.branch(of: outline)] ?? 0
        }
    }
}
