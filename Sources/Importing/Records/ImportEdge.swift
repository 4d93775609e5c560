package import ReleaseModel

/// A relation from the record that carries it to another record of the same source.
package struct ImportEdge: Hashable, Sendable {
    package let kind: String
    package let targetKind: EntityKind
    /// The key of the target, or while `isByTitle` its title.
    package let targetKey: String
    /// True where the source writes the relation at its far end: "depends on" for "blocks".
    package let isReversed: Bool
    /// True until the title is found among the records of the import.
    package let isByTitle: Bool

    package init(
        kind: String, targetKind: EntityKind, targetKey: String, isReversed: Bool,
        isByTitle: Bool = false
    ) {
        self.kind = kind
        self.targetKind = targetKind
        self.targetKey = targetKey
        self.isReversed = isReversed
        self.isByTitle = isByTitle
    }

    /// The same relation, by the key that a title was found to mean.
    package func naming(_ key: String) -> ImportEdge {
        ImportEdge(kind: kind, targetKind: targetKind, targetKey: key, isReversed: isReversed)
    }
}
