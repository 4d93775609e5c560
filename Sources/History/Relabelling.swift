package import Causality

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
        return try write(
            unsealed.map(\.change), after: base.sequence, knowing: known, as: birth, into: store)
    }

    /// Writes changes of one stream, in their order, as the first ones of another.
    ///
    /// `held` is the sequence behind which the old stream holds nothing. Where changes are left out because
    /// they were lost, nothing depends on them or supersedes them any more; what was written to a thing that
    /// one of those made stays void.
    @discardableResult
    package static func write(
        _ changes: [Change], after held: UInt64, knowing known: [VectorEntry],
        as birth: StreamBirth, into store: any HistoryStore
    ) throws -> [LocalChange] {
        try store.mint(birth)
        guard let first = changes.first?.header else { return [] }
        let stream = birth.stream(in: store.workspace)
        let numbers = changes.map(\.header.sequence)
        let moved = Dictionary(zip(numbers, 1...)) { first, _ in first }
        func name(_ id: OperationID) -> OperationID? {
            guard id.dot.stream == first.stream, id.dot.sequence > held else { return id }
            return moved[id.dot.sequence].map { OperationID(stream, UInt64($0), id.index) }
        }
        var lookup = HistoryLookup(store)
        return try zip(changes, 1...).map { change, number in
            var header = change.header
            header.stream = stream
            header.sequence = UInt64(number)
            header.dependencies =
                number == 1
                ? known : try header.dependencies.filter { try lookup.place(of: $0) != nil }
            let operations = change.operations.map { operation in
                var operation = operation
                operation.target = name(operation.target) ?? operation.target
                operation.supersedes = Stretch(
                    operation.supersedes.compactMap(name).sorted())
                return operation
            }
            return try OwnStream(stream, in: store).write(header, operations, into: store)
        }
    }
}
