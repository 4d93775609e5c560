/// Reads a cell as a register, plain or composite: one winner is shown, its siblings are kept.
package struct Register: Hashable, Sendable {
    package let siblings: Siblings

    package init(_ siblings: Siblings) { self.siblings = siblings }

    /// The write that is shown; nil where nobody wrote.
    package var winner: Write? { siblings.winner }
    package var value: Value? { siblings.winner?.value }

    /// The distinct values that concurrent writers left, the winner first.
    package var values: [Value] {
        var values = value.map { [$0] } ?? []
        for write in siblings.inFoldOrder where !values.contains(write.value) {
            values.append(write.value)
        }
        return values
    }

    /// Says whether concurrent writers left values that differ.
    package var isContested: Bool { siblings.isContested }
}

extension Document {
    package func register(_ address: CellAddress) -> Register {
        Register(cells[address]?.siblings ?? Siblings())
    }

    package func register(_ field: UInt32) -> Register { register(CellAddress(field)) }
}
