internal import Lattice

/// A rule that yields entries: its occurrences are named by hash(series, local date), so two offline
/// replicas that change the same one change one thing.
package enum Series {
    package static let title = FieldDefinition(1, "title", .register, .line)
    /// The first occurrence's start and end with the zone in which the rule counts.
    package static let first = FieldDefinition(32, "first", .composite, .window)
    /// `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=10` or `UNTIL=2026-12-31`, a subset of RFC 5545.
    package static let rule = FieldDefinition(33, "rule", .register, .line)
    package static let kind = FieldDefinition(34, "kind", .register, .line)
    package static let train = FieldDefinition(35, "train", .register, .entity([.train]))

    package static let schema = EntitySchema(
        .series, title: title, own: [first, rule, kind, train])
}
