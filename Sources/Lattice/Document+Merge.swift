package import Causality

// Merging two states instead of folding operations. A context says which changes a state has seen:
// what one side lacks although it has seen it, it has seen superseded.
// Source: P. S. Almeida et al., "Delta State Replicated Data Types" (2018): the causal stores there.

extension Document {
    /// Takes everything from another state of the same entity; each side says what it has seen.
    package mutating func merge(
        _ other: Document, context: VersionVector, otherContext: VersionVector
    ) {
        mergeCreations(other.creations, context: context, otherContext: otherContext)
        cells.merge(other.cells, context: context, otherContext: otherContext)
        // Malformed operations supersede nothing and nothing supersedes them: they only add up.
        let own = unknown.filter { mine in
            mine.isMalformed || !otherContext.covers(mine.id.dot)
                || other.unknown.contains { $0.id == mine.id }
        }
        let new = other.unknown.filter { theirs in
            !unknown.contains { $0.id == theirs.id }
                && (theirs.isMalformed || !context.covers(theirs.id.dot))
        }
        unknown = (own + new).sorted { $0.id < $1.id }
    }

    package func merged(
        _ other: Document, context: VersionVector, otherContext: VersionVector
    ) -> Document {
        var merged = self
        merged.merge(other, context: context, otherContext: otherContext)
        return merged
    }
}

extension CellTable {
    mutating func merge(
        _ other: CellTable, context: VersionVector, otherContext: VersionVector
    ) {
        var merged = CellTable()
        merged.reserveCapacity(Swift.max(count, other.count))
        var own = self[...]
        var theirs = other[...]
        while let mine = own.first ?? theirs.first {
            var (address, cell) = mine
            var counterpart = Cell(cell.form)
            if own.isEmpty {
                (cell, counterpart) = (counterpart, cell)
                theirs.removeFirst()
            } else if let next = theirs.first, !Self.precedes(mine, next) {
                if Self.precedes(next, mine) {
                    (address, cell, counterpart) = (next.key, Cell(next.value.form), next.value)
                } else {
                    counterpart = next.value
                    own.removeFirst()
                }
                theirs.removeFirst()
            } else {
                own.removeFirst()
            }
            cell.merge(counterpart, context: context, otherContext: otherContext)
            if !cell.isEmpty { _ = merged.append(address, cell) }
        }
        self = merged
    }

    private static func precedes(_ left: Element, _ right: Element) -> Bool {
        left.key != right.key
            ? left.key < right.key : left.value.form.rawValue < right.value.form.rawValue
    }
}

extension Cell {
    /// Takes everything from another state of the same cell, which has the same form.
    package mutating func merge(
        _ other: Cell, context: VersionVector, otherContext: VersionVector
    ) {
        switch (self, other) {
        case (.siblings(var own), .siblings(let other)):
            own.merge(other, context: context, otherContext: otherContext)
            self = .siblings(own)
        case (.guarded(var own), .guarded(let other)):
            own.merge(other)
            self = .guarded(own)
        case (.text(var own), .text(let other)):
            own.merge(other)
            self = .text(own)
        default:
            break
        }
    }
}
