internal import Causality

/// Moves one's own unsealed changes to a newly minted stream, references among them included.
///
/// For a database whose device key stayed behind on another machine: nobody here can seal them under
/// their old name. Where the key is there they are sealed as they are, since a copy may have sent the
/// very same ones.
package enum Relabelling {
    /// Rewrites all unsealed changes under the new stream, in the caller's transaction.
    @discardableResult
    package static func relabel(
        in store: any HistoryStore, to birth: StreamBirth
    ) throws -> [LocalChange] {
        let unsealed = try store.unsealed()
        try store.mint(birth)
        guard let first = unsealed.first, let last = unsealed.last else { return [] }
        var lookup = HistoryLookup(store)
        let base = try lookup.base(of: first)
        // A stream's first change names all that its author knows; here that is the whole log.
        let known = Set(try store.vector() + (base.sequence > 0 ? [base] : [])).sorted()
        try store.discardUnsealed(through: last.change.header.sequence)
        let stream = birth.stream(in: store.workspace)
        let source = first.change.header.stream
        let offset = first.change.header.sequence - 1
        func moved(_ id: OperationID) -> OperationID {
            guard id.dot.stream == source, id.dot.sequence > offset else { return id }
            return OperationID(stream, id.dot.sequence - offset, id.index)
        }
        return try unsealed.map { local in
            var header = local.change.header
            header.stream = stream
            header.sequence -= offset
            if header.sequence == 1 { header.dependencies = known }
            let operations = local.change.operations.map { operation in
                var operation = operation
                operation.target = moved(operation.target)
                operation.supersedes = operation.supersedes.map(moved).sorted()
                return operation
            }
            return try OwnStream(stream, in: store).write(header, operations, into: store)
        }
    }
}
