import Causality

/// Reads a keyed field as a set in which a removal survives the additions that did not see it.
///
/// Each element is a cell of its own, under a key that is the canonical bytes of the element.
package struct RemoveWinsSet: Hashable, Sendable {
    /// One element that somebody once added or removed.
    package struct Element: Hashable, Sendable {
        package let value: Value
        package let siblings: Siblings

        /// Present if an addition lives and no removal does.
        package var isPresent: Bool {
            siblings.writes.contains { $0.verb == CellVerb.add }
                && !siblings.writes.contains { $0.verb == CellVerb.remove }
        }

        /// Says whether somebody added what somebody else removed at the same time.
        package var isContested: Bool {
            siblings.writes.contains { $0.verb == CellVerb.add }
                && siblings.writes.contains { $0.verb == CellVerb.remove }
        }
    }

    /// Ascending by key, the absent ones too.
    package let elements: [Element]

    package init(_ elements: [Element]) { self.elements = elements }

    package var values: [Value] { elements.filter(\.isPresent).map(\.value) }

    package func contains(_ value: Value) -> Bool {
        elements.contains { $0.value == value && $0.isPresent }
    }
}

extension Document {
    package func removeWinsSet(_ field: UInt32) -> RemoveWinsSet {
        var elements: [RemoveWinsSet.Element] = []
        for (address, cell) in cells.cells(of: field) {
            // A key that is no value names no element: some newer version may know what it means.
            guard let siblings = cell.siblings,
                let value = try? Value(canonicalBytes: address.key)
            else { continue }
            elements.append(RemoveWinsSet.Element(value: value, siblings: siblings))
        }
        return RemoveWinsSet(elements)
    }
}
