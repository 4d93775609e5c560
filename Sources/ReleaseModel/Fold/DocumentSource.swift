package import Causality
package import Lattice

/// The port through which the fold and the commands reach the present state, entity by entity.
package protocol DocumentSource: AnyObject {
    func document(_ id: EntityID) throws -> Document?

    /// The entity that an operation created; nil where that operation is not held.
    func entity(createdBy operation: OperationID) throws -> EntityID?

    /// What the newest folded change of a branch had been made upon; nil where that was never kept.
    func knowledge(of branch: StreamID) throws -> VersionVector?
}
