internal import Lattice

/// The workspace itself: its name, and what holds for all of it.
package enum Workspace {
    package static let name = FieldDefinition(1, "name", .register, .line)
    package static let zone = FieldDefinition(32, "zone", .register, .zone)

    package static let schema = EntitySchema(.workspace, title: name, own: [zone])
}
