package import Causality

/// Reads a cell as a set in which an addition survives the removals that did not see it.
///
/// A removal is nothing but supersession, so there is no tombstone to keep.
package struct AddWinsSet: Hashable, Sendable {
    /// One element, and the additions that hold it in the set: a removal names them all.
    package struct Element: Hashable, Sendable {
        package let value: Value
        package let writes: [Write]
    }

    /// Ascending by the canonical bytes of the values.
    package let elements: [Element]

    package init(_ siblings: Siblings) {
        var additions: [Value: [Write]] = [:]
        for write in siblings.writes { additions[write.value, default: []].append(write) }
        elements = additions.map {
            ($0.key.canonicalBytes, Element(value: $0.key, writes: $0.value))
        }
        .sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }

    package var values: [Value] { elements.map(\.value) }

    package func contains(_ value: Value) -> Bool { elements.contains { $0.value == value } }

    /// The additions that an author who removes this element now supersedes.
    package func ids(of value: Value) -> [OperationID] {
        elements.first { $0.value == value }?.writes.map(\.id) ?? []
    }
}

extension Document {
    package func addWinsSet(_ address: CellAddress) -> AddWinsSet {
        AddWinsSet(cells[address]?.siblings ?? Siblings())
    }

    package func addWinsSet(_ field: UInt32) -> AddWinsSet { addWinsSet(CellAddress(field)) }
}
