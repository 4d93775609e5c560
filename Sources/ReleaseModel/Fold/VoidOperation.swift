package import Causality
package import Lattice

/// An operation that is kept and has no effect, with the reason that its author is shown.
package struct VoidOperation: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case document(VoidReason)
        /// The value's bytes are none that the verb can have.
        case malformed
        /// It names an entity that no operation held here created.
        case dangling
        /// It names something that its author cannot have known.
        case unknownToAuthor
    }

    package let id: OperationID
    package let entity: EntityID?
    package let field: UInt32
    package let reason: Reason

    package init(id: OperationID, entity: EntityID?, field: UInt32, reason: Reason) {
        self.id = id
        self.entity = entity
        self.field = field
        self.reason = reason
    }
}
