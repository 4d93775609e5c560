package import Causality
package import Lattice

/// The port through which the fold and the commands reach the present state, entity by entity.
package protocol DocumentSource: AnyObject {
    func document(_ id: EntityID) throws -> Document?

    /// The entity that an operation created; nil where that operation is not held.
    func entity(createdBy operation: OperationID) throws -> EntityID?
}
