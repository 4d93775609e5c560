/// A set of dots with gaps, kept as runs: what is held beyond a vector, or what a seal left out.
package struct DotSet: Hashable, Sendable {
    /// Per stream ascending, disjoint runs that do not touch.
    private var runs: [StreamID: [ClosedRange<UInt64>]] = [:]

    package init() {}

    package init(_ dots: some Sequence<Dot>) {
        for dot in dots { insert(dot) }
    }

    package var isEmpty: Bool { runs.isEmpty }

    /// The number of runs, which is what the set costs to keep or send.
    package var runCount: Int { runs.values.reduce(0) { $0 + $1.count } }

    package func runs(of stream: StreamID) -> [ClosedRange<UInt64>] { runs[stream] ?? [] }

    package var streams: [StreamID] { runs.keys.sorted() }

    package func contains(_ dot: Dot) -> Bool {
        guard let list = runs[dot.stream] else { return false }
        let position = Self.firstRun(in: list, endingAtOrAfter: dot.sequence)
        return position < list.count && list[position].contains(dot.sequence)
    }

    package mutating func insert(_ dot: Dot) { insert(dot.sequence...dot.sequence, of: dot.stream) }

    /// Inserts a run, joining it with every run that it overlaps or touches.
    package mutating func insert(_ run: ClosedRange<UInt64>, of stream: StreamID) {
        var list = runs[stream] ?? []
        var lower = run.lowerBound
        var upper = run.upperBound
        let touching = lower == 0 ? 0 : lower - 1
        let start = Self.firstRun(in: list, endingAtOrAfter: touching)
        var end = start
        while end < list.count, upper == .max || list[end].lowerBound <= upper + 1 {
            lower = min(lower, list[end].lowerBound)
            upper = max(upper, list[end].upperBound)
            end += 1
        }
        list.replaceSubrange(start..<end, with: [lower...upper])
        runs[stream] = list
    }

    package mutating func merge(_ other: DotSet) {
        for (stream, list) in other.runs {
            for run in list { insert(run, of: stream) }
        }
    }

    package func joined(_ other: DotSet) -> DotSet {
        var joined = self
        joined.merge(other)
        return joined
    }

    /// The longest vector that this set fills without a gap from 1.
    package var contiguous: VersionVector {
        var sequences: [StreamID: UInt64] = [:]
        for (stream, list) in runs {
            if let first = list.first, first.lowerBound <= 1 {
                sequences[stream] = first.upperBound
            }
        }
        return VersionVector(sequences)
    }

    private static func firstRun(
        in list: [ClosedRange<UInt64>], endingAtOrAfter sequence: UInt64
    ) -> Int {
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            if list[middle].upperBound < sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
