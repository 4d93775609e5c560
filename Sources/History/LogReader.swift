internal import Causality

/// Reads stored runs back as admitted changes, under the branch names that hold now.
///
/// What was folded before a fork was known bore other names; whoever folds anew reads here.
package struct LogReader {
    private let store: any HistoryStore
    private var lookup: HistoryLookup

    package init(_ store: any HistoryStore) {
        self.store = store
        lookup = HistoryLookup(store)
    }

    /// The changes of a stored run.
    package mutating func changes(of run: StoredRun) throws -> [AdmittedChange] {
        let batch = run.batch
        let changes = try store.coding.changes(of: batch)
        let links = Chain.links(after: batch.previous, changes)
        var branch = try lookup.branch(
            after: VectorEntry(batch.stream, batch.first - 1, batch.previous))
        let lineage = try store.lineage(of: batch.stream) ?? Lineage(stream: batch.stream)
        let starts = Set(lineage.segments.dropFirst().map(\.first))
        return changes.enumerated().map { index, change in
            let sequence = change.header.sequence
            if starts.contains(sequence) {
                let name = Lineage.branchName(of: batch.stream, startingAt: links[index])
                branch = lineage.segment(named: name)?.name ?? branch
            }
            return AdmittedChange(
                change: change, link: links[index], branch: branch,
                effective: run.raisedStamps[sequence] ?? change.header.stamp.raw)
        }
    }

    /// One's own changes that are not sealed yet.
    ///
    /// Where they hang beside changes that came from elsewhere, they begin a branch even before the
    /// seal makes it known.
    package mutating func unsealedChanges() throws -> [AdmittedChange] {
        let unsealed = try store.unsealed()
        guard let first = unsealed.first else { return [] }
        let header = first.change.header
        var branch = header.stream
        if let lineage = try store.lineage(of: header.stream) {
            let base = try lookup.base(of: first)
            branch = try lookup.branch(after: base)
            let isLeaf = lineage.leaves.contains { $0.tip == base.head }
            if !isLeaf {
                branch = Lineage.branchName(of: header.stream, startingAt: first.link)
            }
        }
        return unsealed.map { local in
            AdmittedChange(
                change: local.change, link: local.link, branch: branch,
                effective: local.effective)
        }
    }
}
