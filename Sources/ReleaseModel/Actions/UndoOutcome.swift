package import Causality

/// What became of an undo: how much of the change was taken back, and what was not, because others
/// have replaced it since.
package struct UndoOutcome: Hashable, Sendable {
    package private(set) var undone = 0
    package private(set) var kept: [OperationID] = []

    package init() {}

    mutating func count(_ isUndone: Bool, _ id: OperationID) {
        if isUndone { undone += 1 } else { kept.append(id) }
    }
}
