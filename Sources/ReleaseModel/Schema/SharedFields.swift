internal import Causality
internal import Lattice

/// The fields that every entity has, numbered apart from the kinds' own (which begin at 32).
package enum SharedFields {
    /// A concurrent edit keeps an archived thing in view: see `Archive`.
    package static let archived = FieldDefinition(
        2, "archived", .safety(SafetyOrder(["live", "archived"])), .composite)
    package static let labels = FieldDefinition(3, "labels", .addWinsSet, .line)
    package static let links = FieldDefinition(4, "links", .addWinsSet, .line)
    package static let watchers = FieldDefinition(
        5, "watchers", .addWinsSet, .entity([.person]))
    package static let notes = FieldDefinition(6, "notes", .growOnlyLog, .prose)
    /// Values that the workspace defined for itself, by name.
    package static let attributes = FieldDefinition(
        7, "attributes", .keyedMap([1: .register]), .composite,
        subfields: [FieldDefinition(1, "value", .register, .line)])
    /// The human number, granted by the hub.
    package static let alias = FieldDefinition(8, "alias", .grantOnly, .line)
    /// For an imported thing the source, its key there, and what the source last said of each field.
    package static let origin = FieldDefinition(9, "origin", .register, .composite)
    /// Where this thing was merged as a duplicate.
    package static let mergedInto = FieldDefinition(
        10, "merged-into", .register, .entity(EntityKind.allCases))

    package static let all = [
        archived, labels, links, watchers, notes, attributes, alias, origin, mergedInto,
    ]
}
