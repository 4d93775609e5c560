internal import Lattice

/// People who take on work together, at home in one zone.
package enum Team {
    package static let name = FieldDefinition(1, "name", .register, .line)
    package static let zone = FieldDefinition(32, "zone", .register, .zone)
    package static let lead = FieldDefinition(33, "lead", .contestedRegister, .entity([.person]))
    package static let members = FieldDefinition(
        34, "members", .removeWinsSet, .entity([.person]))
    package static let parent = FieldDefinition(35, "parent", .register, .entity([.team]))

    package static let schema = EntitySchema(
        .team, title: name, own: [zone, lead, members, parent])
}
