/// All kinds that this version knows.
///
/// The schema only grows; a default is computed on read, never written.
package enum Schema {
    /// Raised with every field or kind that is added.
    package static let level: UInt32 = 2

    package static let all = EntityKind.allCases.map { of($0) }

    package static func of(_ kind: EntityKind) -> EntitySchema {
        switch kind {
        case .workspace: Workspace.schema
        case .person: Person.schema
        case .team: Team.schema
        case .item: Item.schema
        case .edge: Edge.schema
        case .service: Service.schema
        case .train: Train.schema
        case .release: Release.schema
        case .milestone: Milestone.schema
        case .freeze: Freeze.schema
        case .entry: CalendarEntry.schema
        case .series: Series.schema
        case .card: CardRecord.schema
        case .request: GrantRequest.schema
        case .view: View.schema
        }
    }

    /// The schema of a kind number from the log; nil for a kind of a newer version.
    package static func of(number: UInt32) -> EntitySchema? {
        EntityKind(rawValue: number).map { of($0) }
    }
}
