/// All kinds that this version knows.
///
/// The schema only grows; a default is computed on read, never written.
package enum Schema {
    /// Raised with every field or kind that is added.
    package static let level: UInt32 = 1

    package static let all: [EntitySchema] = [
        Workspace.schema, Person.schema, Team.schema, Item.schema, Edge.schema, Service.schema,
        Train.schema, Release.schema, Milestone.schema, Freeze.schema, CalendarEntry.schema,
        Series.schema, CardRecord.schema, GrantRequest.schema,
    ]

    private static let byKind = Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0) })

    package static func of(_ kind: EntityKind) -> EntitySchema {
        byKind[kind] ?? Workspace.schema
    }

    /// The schema of a kind number from the log; nil for a kind of a newer version.
    package static func of(number: UInt32) -> EntitySchema? {
        EntityKind(rawValue: number).flatMap { byKind[$0] }
    }
}
