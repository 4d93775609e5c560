internal import Lattice

/// A point in a train's plan; the kinds freeze, candidate, go and ship have an order that dates must keep.
package enum Milestone {
    package static let title = FieldDefinition(1, "title", .register, .line)
    package static let when = FieldDefinition(32, "when", .composite, .moment)
    package static let kind = FieldDefinition(33, "kind", .register, .line)
    package static let train = FieldDefinition(34, "train", .register, .entity([.train]))
    package static let teams = FieldDefinition(35, "teams", .removeWinsSet, .entity([.team]))
    package static let owner = FieldDefinition(36, "owner", .contestedRegister, .entity([.person]))

    /// The kinds whose order is checked, earliest first.
    package static let ordered = ["freeze", "candidate", "go", "ship"]

    package static let schema = EntitySchema(
        .milestone, title: title, own: [when, kind, train, teams, owner])
}
