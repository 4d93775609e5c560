package import Causality

/// The forked streams of a store, found by any name of their branches; empty for nearly every store.
package struct ForkedStreams {
    private var lineages: [StreamID: Lineage] = [:]
    private var lookup: HistoryLookup?

    /// No stream is forked.
    package init() {}

    package init(in store: any HistoryStore) throws {
        for lineage in try store.lineages() where lineage.isForked {
            for segment in lineage.segments { lineages[segment.name] = lineage }
        }
        if !lineages.isEmpty { lookup = HistoryLookup(store) }
    }

    package var isEmpty: Bool { lineages.isEmpty }

    /// The lineage of the forked stream that a label belongs to; nil for a stream that is whole.
    package func lineage(of label: StreamID) -> Lineage? { lineages[label] }

    /// A change by the name of the branch that it lies on.
    mutating func dot(of entry: VectorEntry) throws -> Dot {
        guard lineages[entry.stream] != nil, let place = try lookup?.place(of: entry) else {
            return Dot(entry.stream, entry.sequence)
        }
        return Dot(place.branch, entry.sequence)
    }

    /// The change, and the last one of each branch that its own continues.
    func path(to dot: Dot) -> [Dot] {
        var path = [dot]
        guard let lineage = lineages[dot.stream] else { return path }
        var segment = lineage.segment(named: dot.stream)
        while let current = segment, let parent = current.parent, current.first > 1 {
            path.append(Dot(parent, current.first - 1))
            segment = lineage.segment(named: parent)
        }
        return path
    }
}
