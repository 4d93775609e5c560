package import ReleaseModel

/// A relation from the record that carries it to another record of the same source.
package struct ImportEdge: Hashable, Sendable {
    package let kind: String
    package let targetKind: EntityKind
    package let targetKey: String
    /// True where the source writes the relation at its far end: "depends on" for "blocks".
    package let isReversed: Bool

    package init(kind: String, targetKind: EntityKind, targetKey: String, isReversed: Bool) {
        self.kind = kind
        self.targetKind = targetKind
        self.targetKey = targetKey
        self.isReversed = isReversed
    }
}
