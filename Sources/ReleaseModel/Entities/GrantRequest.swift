internal import Lattice

/// A step that needs a grant, asked for and waiting: asked, not granted.
package enum GrantRequest {
    package static let title = FieldDefinition(1, "title", .register, .line)
    package static let subject = FieldDefinition(
        32, "subject", .immutable, .entity(EntityKind.allCases))
    package static let step = FieldDefinition(33, "step", .immutable, .line)
    package static let reason = FieldDefinition(34, "reason", .register, .line)
    /// The subject as the asker saw it; a request whose subject moved on never fires.
    package static let seen = FieldDefinition(35, "seen", .immutable, .composite)

    package static let schema = EntitySchema(
        .request, title: title, own: [subject, step, reason, seen])
}
