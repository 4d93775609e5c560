package import Causality

/// The live writes of one cell: those that no other write has superseded.
///
/// This is the one mechanism behind most field kinds: what differs between a register, a set and a
/// log is only how the live writes are read. Applying is order-free for concurrent operations,
/// because an operation removes what it names and inserts itself, and is delivered after all it names.
package struct Siblings: Hashable, Sendable {
    /// Ascending by operation id.
    package private(set) var writes: [Write]

    package init(_ writes: [Write] = []) {
        self.writes = writes.sorted { $0.id < $1.id }
    }

    /// Takes writes that ascend by id already, as they are stored.
    init(ascending writes: [Write]) throws(CanonicalError) {
        for place in writes.indices.dropFirst() where writes[place].id <= writes[place - 1].id {
            throw .unordered
        }
        self.writes = writes
    }

    package var isEmpty: Bool { writes.isEmpty }

    /// Removes what an operation supersedes and, unless it only retracts, inserts its own write.
    package mutating func apply(_ write: Write?, superseding ids: Stretch<OperationID>) {
        #if RAILYARD_BUG_IGNORE_SUPERSEDES  // trips the checker "every delivery order reads as the oracle says"
            let ids: Stretch<OperationID> = []
        #endif
        // Most cells hold one write, which the next one replaces: in place, nothing moves.
        if writes.count == 1, let write, ids.contains(writes[0].id) {
            writes[0] = write
            return
        }
        remove(ids)
        guard let write else { return }
        let place = place(of: write.id)
        guard place == writes.endIndex || writes[place].id != write.id else { return }
        writes.insert(write, at: place)
    }

    /// The write that is shown where only one can be.
    package var winner: Write? {
        guard writes.count > 1 else { return writes.first }
        var winner = 0
        for rival in writes.indices where writes[winner].losesTo(writes[rival]) { winner = rival }
        return writes[winner]
    }

    /// The live writes in the order of folds.
    package var inFoldOrder: [Write] { writes.sorted { $0.foldsBefore($1) } }

    /// Says whether concurrent writers left values that differ.
    package var isContested: Bool {
        guard let first = writes.first else { return false }
        return writes.contains { !$0.hasValue(of: first) }
    }

    package var ids: [OperationID] { writes.map(\.id) }

    package func contains(_ id: OperationID) -> Bool { self[id] != nil }

    /// The live write of this name.
    package subscript(id: OperationID) -> Write? {
        let place = place(of: id)
        return place < writes.count && writes[place].id == id ? writes[place] : nil
    }

    /// Keeps what both hold, and of the rest what the other side has not seen.
    package mutating func merge(
        _ other: Siblings, context: VersionVector, otherContext: VersionVector
    ) {
        let own = writes.filter { !otherContext.covers($0.id.dot) || other.contains($0.id) }
        #if RAILYARD_BUG_MERGE_RESURRECTS  // trips the checker "merging equals folding"
            let context = VersionVector()
        #endif
        let new = other.writes.filter { !context.covers($0.id.dot) && !contains($0.id) }
        writes = new.isEmpty ? own : (own + new).sorted { $0.id < $1.id }
    }

    private mutating func remove(_ ids: Stretch<OperationID>) {
        for id in ids {
            let place = place(of: id)
            if place < writes.count, writes[place].id == id { writes.remove(at: place) }
        }
    }

    private func place(of id: OperationID) -> Int {
        var low = 0
        var high = writes.count
        while low < high {
            let middle = (low + high) / 2
            if writes[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
