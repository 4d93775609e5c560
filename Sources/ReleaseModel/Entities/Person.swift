internal import Lattice

/// Somebody who plans, decides or is told; a member's person bears the member's own identifier.
package enum Person {
    package static let name = FieldDefinition(1, "name", .register, .line)
    package static let zone = FieldDefinition(32, "zone", .register, .zone)
    /// Local start and end of the working day, with the zone in which they are meant.
    package static let hours = FieldDefinition(33, "hours", .composite, .composite)
    package static let email = FieldDefinition(34, "email", .register, .line)

    package static let schema = EntitySchema(.person, title: name, own: [zone, hours, email])
}
