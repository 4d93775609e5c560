package import Causality

/// For one forked stream: which of its branches the author of any change had seen.
///
/// An author who knew no fork named operations by the stream alone; what it had seen says which branch
/// it meant. One pass over the log in its causal order, made only where a fork is known.
package struct SeenBranches {
    /// Up to which sequence each branch had been seen from this change of a branch on.
    private struct Sight {
        let sequence: UInt64
        let branches: [StreamID: UInt64]
    }

    package private(set) var lineage: Lineage
    private var sights: [StreamID: [Sight]] = [:]
    private let parents: [StreamID: (branch: StreamID, sequence: UInt64)]

    package init(of lineage: Lineage, in store: any HistoryStore) throws {
        self.lineage = lineage
        var parents: [StreamID: (branch: StreamID, sequence: UInt64)] = [:]
        for other in try store.lineages() {
            for segment in other.segments {
                guard let parent = segment.parent else { continue }
                parents[segment.name] = (parent, segment.first - 1)
            }
        }
        self.parents = parents
        var reader = LogReader(store)
        var lookup = HistoryLookup(store)
        var count: UInt64 = 0
        while true {
            let page = try store.runs(after: count, byteLimit: Limits.sealedLengthMaxBytes)
            guard let newest = page.last else { break }
            count = newest.position.count
            for run in page {
                for admitted in try reader.changes(of: run) {
                    try see(admitted, &lookup)
                }
            }
        }
        for admitted in try reader.unsealedChanges() { try see(admitted, &lookup) }
    }

    /// Goes on with changes that were stored since, where they brought no further fork.
    package mutating func add(
        _ changes: [AdmittedChange], in store: any HistoryStore
    ) throws {
        lineage = try store.lineage(of: lineage.stream) ?? lineage
        var lookup = HistoryLookup(store)
        for change in changes { try see(change, &lookup) }
    }

    /// The branch that names an operation's change, as the author of `change` understood the name.
    package func branch(
        of id: OperationID, in change: AdmittedChange
    ) -> StreamID? {
        var seen = branches(seenFrom: change.branch, at: change.dot.sequence)
        if change.change.header.stream == lineage.stream {
            // The author's own earlier changes come before all that it saw from elsewhere.
            let own = lineage.resolve(
                id.dot.stream, id.dot.sequence, seen: [change.branch: change.dot.sequence])
            if let own { return own }
            seen[change.branch] = change.dot.sequence
        }
        return lineage.resolve(id.dot.stream, id.dot.sequence, seen: seen)
    }

    private mutating func see(
        _ admitted: AdmittedChange, _ lookup: inout HistoryLookup
    ) throws {
        let sequence = admitted.dot.sequence
        let before = branches(seenFrom: admitted.branch, at: sequence)
        var seen = before
        for entry in admitted.change.header.dependencies {
            guard let place = try lookup.place(of: entry) else { continue }
            if entry.stream == lineage.stream {
                seen[place.branch] = max(seen[place.branch] ?? 0, entry.sequence)
            }
            let further = branches(seenFrom: place.branch, at: entry.sequence)
            seen.merge(further) { max($0, $1) }
        }
        guard seen != before else { return }
        sights[admitted.branch, default: []].append(Sight(sequence: sequence, branches: seen))
    }

    /// What was seen up to a change of a branch, on the branches that it continues too.
    private func branches(
        seenFrom branch: StreamID, at sequence: UInt64
    ) -> [StreamID: UInt64] {
        var branch = branch
        var sequence = sequence
        while true {
            if let sight = sights[branch]?.last(where: { $0.sequence <= sequence }) {
                return sight.branches
            }
            guard let parent = parents[branch] else { return [:] }
            branch = parent.branch
            sequence = parent.sequence
        }
    }
}
