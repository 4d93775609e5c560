internal import Causality
package import History

extension WorkingSet {
    /// How operation references are read where some stream is known to be forked; nil where none is.
    package static func resolver(for store: any HistoryStore) throws -> Resolver? {
        let forked = try store.lineages().filter(\.isForked)
        guard !forked.isEmpty else { return nil }
        var seen: [StreamID: SeenBranches] = [:]
        for lineage in forked {
            let branches = try SeenBranches(of: lineage, in: store)
            for segment in lineage.segments { seen[segment.name] = branches }
        }
        return { id, change in
            guard let branches = seen[id.dot.stream],
                let branch = branches.branch(of: id, in: change)
            else { return id }
            return OperationID(Dot(branch, id.dot.sequence), id.index)
        }
    }
}
