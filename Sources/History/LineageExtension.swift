package import Causality

/// Where a run of novel changes hangs in its stream, and how the branches stand once it does.
///
///     hangs on a branch's end      -> that segment grows
///     hangs on a parting of ways   -> one more branch beside those that begin there
///     hangs inside a segment       -> the segment is cut in two, and both ways get names of their own
package struct LineageExtension: Hashable, Sendable {
    package let lineage: Lineage
    /// The segment that the novel changes are part of.
    package let branch: StreamID
    package let fork: Fork?

    /// Hangs a run from `start` to `tip` on `after`, a head inside the segment named `base`.
    ///
    /// `continuation` is the link of the change that follows `after` inside that segment, needed only
    /// if one does.
    package init(
        _ lineage: Lineage, hanging start: Link, on after: Head, effective: UInt64,
        in base: StreamID, continuation: Link?, tip: Head, tipEffective: UInt64
    ) throws(HistoryError) {
        guard let position = lineage.segments.firstIndex(where: { $0.name == base }) else {
            throw .outOfOrder
        }
        let segment = lineage.segments[position]
        let begins = lineage.segments.filter { $0.parent == base }
        if segment.tip == after, begins.isEmpty {
            var segments = lineage.segments
            segments[position].tip = tip
            segments[position].tipEffective = tipEffective
            self.lineage = Lineage(stream: lineage.stream, segments: segments)
            branch = base
            fork = nil
            return
        }
        let name = Lineage.branchName(of: lineage.stream, startingAt: start)
        let first = after.sequence + 1
        var segments = lineage.segments
        var beside = begins.map(\.name)
        var renaming: Fork.Renaming?
        if segment.tip != after {
            guard let continuation else { throw .outOfOrder }
            #if RAILYARD_BUG_NAMED_BY_ARRIVAL  // Trips `logs agree`: names by arrival.
                let rest = Lineage.branchName(of: base, startingAt: segment.tip.link)
            #else
                let rest = Lineage.branchName(of: lineage.stream, startingAt: continuation)
            #endif
            segments = Self.cut(
                segments, at: position, after: after, effective: effective, naming: rest)
            beside = [rest]
            renaming = Fork.Renaming(from: base, to: rest, first: first)
        }
        segments.append(
            Lineage.Segment(
                name: name, first: first, parent: base, tip: tip, tipEffective: tipEffective))
        self.lineage = Lineage(stream: lineage.stream, segments: Self.ordered(segments))
        branch = name
        fork = Fork(
            stream: lineage.stream, after: after, branches: (beside + [name]).sorted(),
            renaming: renaming)
    }

    /// Cuts a segment behind a head: what follows becomes a segment that takes over its branches.
    private static func cut(
        _ segments: [Lineage.Segment], at position: Int, after: Head, effective: UInt64,
        naming rest: StreamID
    ) -> [Lineage.Segment] {
        let whole = segments[position]
        var segments = segments.map { segment in
            guard segment.parent == whole.name else { return segment }
            return Lineage.Segment(
                name: segment.name, first: segment.first, parent: rest, tip: segment.tip,
                tipEffective: segment.tipEffective)
        }
        segments[position].tip = after
        segments[position].tipEffective = effective
        #if RAILYARD_BUG_BRANCH_FORGOTTEN  // Trips the checker `vectors are monotone`.
            return segments
        #else
            segments.append(
                Lineage.Segment(
                    name: rest, first: after.sequence + 1, parent: whole.name, tip: whole.tip,
                    tipEffective: whole.tipEffective))
            return segments
        #endif
    }

    private static func ordered(_ segments: [Lineage.Segment]) -> [Lineage.Segment] {
        segments.filter { $0.parent == nil }
            + segments.filter { $0.parent != nil }.sorted { $0.name < $1.name }
    }
}
