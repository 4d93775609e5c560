import Causality
import History
import ReleaseModel

/// A replica's folded state, kept as changes come, and folded anew where a fork renames what was folded.
struct Folding {
    private(set) var documents = InMemoryDocuments()
    /// What authors had seen of the streams that are forked, by every name of their branches.
    private var forks: [StreamID: SeenBranches] = [:]
    private var streamOfBranch: [StreamID: StreamID] = [:]

    mutating func restart(in store: any HistoryStore) throws {
        documents = InMemoryDocuments()
        forks = [:]
        streamOfBranch = [:]
        for lineage in try store.lineages() where lineage.isForked {
            forks[lineage.stream] = try SeenBranches(of: lineage, in: store)
            for segment in lineage.segments { streamOfBranch[segment.name] = lineage.stream }
        }
        var reader = LogReader(store)
        var changes: [AdmittedChange] = []
        for run in try store.runs(after: 0, byteLimit: .max) {
            changes += try reader.changes(of: run)
        }
        changes += try reader.unsealedChanges()
        try fold(changes)
    }

    mutating func add(_ changes: [AdmittedChange], in store: any HistoryStore) throws {
        for stream in forks.keys.sorted() { try forks[stream]?.add(changes, in: store) }
        try fold(changes)
    }

    /// Takes over one's own change, folded already as it was drafted.
    mutating func take(
        _ working: WorkingSet, _ change: AdmittedChange, in store: any HistoryStore
    ) throws {
        for stream in forks.keys.sorted() { try forks[stream]?.add([change], in: store) }
        documents.take(working)
    }

    private func fold(_ changes: [AdmittedChange]) throws {
        let forks = forks
        let streamOfBranch = streamOfBranch
        let resolve: WorkingSet.Resolver? =
            forks.isEmpty
            ? nil
            : { id, change in
                guard let stream = streamOfBranch[id.dot.stream],
                    let branch = forks[stream]?.branch(of: id, in: change)
                else { return id }
                return OperationID(Dot(branch, id.dot.sequence), id.index)
            }
        var working = WorkingSet(documents, resolve: resolve)
        for change in changes { try working.apply(change) }
        documents.take(working)
    }
}
