package import Causality

/// The live writes of one cell: those that no other write has superseded.
///
/// This is the one mechanism behind every field kind except text: what differs between a register,
/// a set and a log is only how the live writes are read. Applying is order-free for concurrent
/// operations, because an operation removes what it names and inserts itself, and is delivered after
/// all it names.
package struct Siblings: Hashable, Sendable {
    /// Ascending by operation id.
    package private(set) var writes: [Write]

    package init(_ writes: [Write] = []) {
        self.writes = writes.sorted { $0.id < $1.id }
    }

    package var isEmpty: Bool { writes.isEmpty }

    /// Removes what an operation supersedes and, unless it only retracts, inserts its own write.
    package mutating func apply(_ write: Write?, superseding ids: [OperationID]) {
        if !ids.isEmpty { writes.removeAll { ids.contains($0.id) } }
        guard let write else { return }
        let place = writes.firstIndex { write.id <= $0.id } ?? writes.endIndex
        guard place == writes.endIndex || writes[place].id != write.id else { return }
        writes.insert(write, at: place)
    }

    /// The write that is shown where only one can be.
    package var winner: Write? {
        var winner: Write?
        for write in writes where winner?.losesTo(write) ?? true { winner = write }
        return winner
    }

    /// The live writes in the order of folds.
    package var inFoldOrder: [Write] { writes.sorted { $0.foldsBefore($1) } }

    /// Says whether concurrent writers left values that differ.
    package var isContested: Bool {
        guard let first = writes.first else { return false }
        return writes.contains { $0.value != first.value }
    }

    package var ids: [OperationID] { writes.map(\.id) }
}
