package import Causality
package import Lattice

/// Things that bear a name which only one can have: a train's key, a release's version within its service.
package enum UniqueNames {
    package struct Bearer: Hashable, Sendable {
        package let entity: EntityID
        package let kind: EntityKind
        /// What the name must be unique within; for releases service and train.
        package let realm: [EntityID]
        package let name: CanonicalText
        package let write: Write

        /// Reads a thing whose name only one can have.
        package init?(_ document: Document) {
            guard let kind = document.entityKind, UniqueNames.kinds.contains(kind),
                !ArchiveClash.isArchived(document),
                let write = document.shown(Schema.of(kind).title), let name = write.value.textValue
            else { return nil }
            let none = EntityID(high: 0, low: 0)
            let realm =
                kind == .release
                ? [Release.service, Release.train].map { document.value($0)?.entityValue ?? none }
                : []
            entity = document.id
            self.kind = kind
            self.realm = realm
            self.name = name
            self.write = write
        }
    }

    private struct Place: Hashable {
        let kind: EntityKind
        let realm: [EntityID]
        let name: CanonicalText
    }

    /// The kinds whose names are unique.
    package static let kinds: [EntityKind] = [.train, .release, .team, .service]

    /// A name as people see it: with the beginning of its identifier where others bear it too.
    package static func display(_ name: String, of entity: EntityID, isShared: Bool) -> String {
        isShared ? "\(name)~\(Crockford.text(entity).prefix(suffixLength))" : name
    }

    /// Long enough to tell a few bearers of one name apart at sight.
    package static let suffixLength = 6

    /// One card for each bearer but the first, so that a third one leaves the others' cards as they are.
    package static func cards(_ bearers: [Bearer]) -> [Card] {
        let groups = Dictionary(grouping: bearers) {
            Place(kind: $0.kind, realm: $0.realm, name: $0.name)
        }
        return groups.values.filter { $0.count > 1 }.flatMap { group in
            // Who was named first by his writer's clock keeps the name in mind; the others are to be renamed.
            let ordered = group.sorted { $0.write.losesTo($1.write) }
            return ordered.dropFirst().map { card($0, besides: ordered[0]) }
        }.sorted { $0.id < $1.id }
    }

    private static func card(_ bearer: Bearer, besides first: Bearer) -> Card {
        let rename = { (bearer: Bearer) in
            CardSettlement.Way.command(
                CommandText.line(
                    "rename", bearer.kind, bearer.entity,
                    [display(bearer.name.string, of: bearer.entity, isShared: true)]))
        }
        return Card(
            .name, subjects: [bearer.entity, first.entity],
            field: Schema.of(bearer.kind).title.name,
            competing: [bearer.write.id, first.write.id],
            options: [bearer, first].map { CardOption($0.write, of: $0.entity, isInForce: true) },
            reading: "both are live and shown with their identifier",
            settle: CardSettlement(rename(bearer), otherwise: [rename(first)]))
    }
}
