package import Causality

/// The state of one entity: who created it, and its cells.
///
/// A document knows no field; whoever applies an operation says of what kind its field is. It is a
/// function of the set of operations applied, in whatever order they came, causes before effects.
package struct Document: Hashable, Sendable {
    package let id: EntityID
    /// The kind that the first creation in the order of folds gave.
    package private(set) var kind: UInt32
    /// The operations that created it; several where replicas derived one id from the same source.
    package private(set) var creations: Siblings
    package internal(set) var cells: CellTable
    /// What this version cannot fold, ascending by id.
    package internal(set) var unknown: [OpaqueOperation]

    package init(id: EntityID, kind: UInt32 = 0) {
        self.init(id: id, kind: kind, creations: Siblings(), cells: CellTable(), unknown: [])
    }

    init(
        id: EntityID, kind: UInt32, creations: Siblings, cells: CellTable,
        unknown: [OpaqueOperation]
    ) {
        self.id = id
        self.kind = kind
        self.creations = creations
        self.cells = cells
        self.unknown = unknown
    }

    /// The creation that counts: the first in the order of folds.
    package var creation: Write? {
        creations.writes.min { $0.foldsBefore($1) }
    }

    package subscript(address: CellAddress) -> Cell? { cells[address] }

    package subscript(field: UInt32) -> Cell? { cells[CellAddress(field)] }

    /// The operations live at an address: what an author who writes there now supersedes.
    package func liveIDs(at address: CellAddress) -> [OperationID] { cells[address]?.ids ?? [] }

    /// Replays the texts that are not replayed yet, so that the next readings cost nothing.
    package mutating func settle() { cells.settle() }

    /// The kind that one creation gave; nil if it is no creation of this entity.
    ///
    /// An operation is read by the creation that it names, so that a second one, of another kind, which
    /// may arrive before or after it, does not change what it means.
    package func kind(createdBy id: OperationID) -> UInt32? {
        creations[id]?.value.integerValue.map { UInt32(clamping: $0) }
    }

    /// Creations only add up: nothing that names one makes an entity nameless.
    mutating func create(_ write: Write) {
        creations.apply(write, superseding: [])
        settleKind()
    }

    mutating func mergeCreations(
        _ other: Siblings, context: VersionVector, otherContext: VersionVector
    ) {
        creations.merge(other, context: context, otherContext: otherContext)
        settleKind()
    }

    private mutating func settleKind() {
        kind = creation.flatMap(\.value.integerValue).map { UInt32(clamping: $0) } ?? kind
    }
}
