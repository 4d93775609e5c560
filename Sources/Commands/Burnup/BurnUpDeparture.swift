internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// The release or train that a filter names alone, and the day on which it leaves.
struct BurnUpDeparture {
    let id: EntityID
    let title: String
    let date: CivilDate

    /// Nil where the words name none, or it has no date.
    init?(_ filter: ListFilter, _ view: ReplicaView, _ session: Session) throws {
        guard let (field, text) = Self.named(filter) else { return nil }
        let kind: EntityKind = field == Item.release ? .release : .train
        let input = try FieldReading.input(view, session.environment)
        let id = try NamedThing(view, [kind]).find(text, input, field)
        guard let document = try view.document(id),
            let moment = try Self.moment(of: document, view)
        else { return nil }
        self.id = id
        title = "\(kind.name) \(document.title ?? "")"
        let zones = session.environment.zones
        let zone = session.zones[0]
        if case .local = moment, let start = moment.start(zones, reader: zone),
            let local = zones.local(of: start, in: zone)
        {
            date = local.date
        } else {
            date = moment.date
        }
    }

    private static func named(_ filter: ListFilter) -> (field: FieldDefinition, text: String)? {
        for field in [Item.release, Item.train] {
            let values = filter.expression?.terms.compactMap { term -> String? in
                guard case .field(field.name, .equal, let values) = term.question,
                    values.count == 1
                else { return nil }
                return values[0].text
            }
            if let values, Set(values).count == 1 { return (field, values[0]) }
        }
        return nil
    }

    /// A release leaves when its window opens, without one when its train does.
    private static func moment(of document: Document, _ view: ReplicaView) throws -> Moment? {
        guard document.entityKind == .release else {
            return document.value(Train.departure).flatMap { Moment($0) }
        }
        if let window = document.value(Release.window).flatMap({ Window($0) }) {
            return window.start
        }
        let train = try document.value(Release.train)?.entityValue.flatMap { try view.document($0) }
        return train?.value(Train.departure).flatMap { Moment($0) }
    }
}
