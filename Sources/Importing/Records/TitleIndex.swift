internal import ReleaseModel

/// Which record of an import a title means, for sources that name things by their title alone.
struct TitleIndex {
    private var keys: [FoldedText: Set<String>] = [:]

    /// Notes an item's title; relations join items.
    mutating func add(_ record: ImportRecord) {
        guard record.kind == .item, let title = record.fields["title"]?.text else { return }
        keys[FoldedText(title), default: []].insert(record.key)
    }

    /// The record with each title replaced by the key that it means; what means nothing, or several
    /// things, is left out and reported.
    func resolved(_ record: ImportRecord) -> (record: ImportRecord, problems: [ImportProblem]) {
        var record = record
        var problems: [ImportProblem] = []
        record.edges = record.edges.compactMap { edge in
            guard edge.isByTitle else { return edge }
            let found = keys[FoldedText(edge.targetKey), default: []]
            if found.count == 1, let key = found.first { return edge.naming(key) }
            problems.append(
                ImportProblem(
                    origin: record.origin, field: edge.kind,
                    reason: found.isEmpty
                        ? "names a title that nothing in this import has"
                        : "names a title that several things have",
                    value: edge.targetKey, outcome: .leftOut))
            return nil
        }
        return (record, problems)
    }
}
