internal import Causality
internal import Lattice

/// Something that is built, released and run, with one accountable owner.
package enum Service {
    package static let name = FieldDefinition(1, "name", .register, .line)
    package static let team = FieldDefinition(32, "team", .register, .entity([.team]))
    package static let owner = FieldDefinition(33, "owner", .contestedRegister, .entity([.person]))
    package static let deputies = FieldDefinition(
        34, "deputies", .addWinsSet, .entity([.person]))
    /// Tier 1 is the most critical, hence the safest reading.
    package static let tier = FieldDefinition(
        35, "tier", .safety(SafetyOrder(["1", "2", "3"])), .word(["1", "2", "3"]))
    /// Days from the end of work to production.
    package static let leadTime = FieldDefinition(36, "lead-time", .register, .integer)
    package static let repositories = FieldDefinition(37, "repos", .addWinsSet, .line)
    package static let type = FieldDefinition(38, "type", .register, .line)

    package static let schema = EntitySchema(
        .service, title: name, own: [team, owner, deputies, tier, leadTime, type, repositories])
}
