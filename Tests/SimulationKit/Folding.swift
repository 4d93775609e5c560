import Causality
import History
import ReleaseModel

/// A replica's folded state, kept as changes come, and folded anew where a fork renames what was folded.
struct Folding {
    private(set) var documents = InMemoryDocuments()
    private var forks = ForkedStreams()

    mutating func restart(in store: any HistoryStore) throws {
        documents = InMemoryDocuments()
        forks = try ForkedStreams(in: store)
        var reader = LogReader(store)
        var changes: [AdmittedChange] = []
        for run in try store.runs(after: 0, byteLimit: .max) {
            changes += try reader.changes(of: run)
        }
        changes += try reader.unsealedChanges()
        try fold(changes)
    }

    mutating func add(_ changes: [AdmittedChange], in store: any HistoryStore) throws {
        forks = try ForkedStreams(in: store)
        try fold(changes)
    }

    /// Takes over one's own change, folded already as it was drafted.
    mutating func take(
        _ draft: inout Draft, following dependencies: [VectorEntry], in store: any HistoryStore
    ) throws {
        try draft.follow(dependencies, forks: try ForkedStreams(in: store))
        var working = draft.working
        try documents.take(&working)
    }

    private func fold(_ changes: [AdmittedChange]) throws {
        var working = WorkingSet(documents, forks: forks)
        for change in changes { try working.apply(change) }
        try documents.take(&working)
    }
}
