internal import Causality
internal import Lattice

/// Something on the calendar: a checkpoint, a ritual, a deadline, or one occurrence of a series that was changed.
package enum CalendarEntry {
    package static let title = FieldDefinition(1, "title", .register, .line)
    package static let when = FieldDefinition(32, "when", .composite, .window)
    package static let kind = FieldDefinition(33, "kind", .register, .line)
    package static let train = FieldDefinition(34, "train", .register, .entity([.train]))
    package static let scope = FieldDefinition(
        35, "scope", .addWinsSet, .entity([.train, .service, .team]))
    package static let series = FieldDefinition(36, "series", .immutable, .entity([.series]))
    /// The local date that the series gave this occurrence, by which it is named.
    package static let originalDate = FieldDefinition(37, "original-date", .immutable, .line)
    package static let state = FieldDefinition(
        38, "state", .safety(SafetyOrder(["cancelled", "confirmed", "tentative"])),
        .word(["cancelled", "confirmed", "tentative"]))
    package static let owner = FieldDefinition(39, "owner", .register, .line)

    package static let schema = EntitySchema(
        .entry, title: title,
        own: [when, kind, train, scope, series, originalDate, state, owner])
}
