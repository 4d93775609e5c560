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
        package let operation: OperationID

        package init(
            entity: EntityID, kind: EntityKind, realm: [EntityID], name: CanonicalText,
            operation: OperationID
        ) {
            self.entity = entity
            self.kind = kind
            self.realm = realm
            self.name = name
            self.operation = operation
        }

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
            self.init(
                entity: document.id, kind: kind, realm: realm, name: name, operation: write.id)
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

    package static func cards(_ bearers: [Bearer]) -> [Card] {
        let groups = Dictionary(grouping: bearers) {
            Place(kind: $0.kind, realm: $0.realm, name: $0.name)
        }
        return groups.values.filter { $0.count > 1 }.map { group in
            // The first by operation keeps the name in mind; the others are the ones to rename.
            let ordered = group.sorted { $0.operation < $1.operation }
            return Card(
                .name,
                subjects: ordered.dropFirst().map(\.entity) + ordered.prefix(1).map(\.entity),
                field: Schema.of(ordered[0].kind).title.name,
                competing: ordered.map(\.operation),
                reading: "all are live and shown with their identifier",
                settle: "rail \(ordered[0].kind.name) rename {subject} NAME")
        }.sorted { $0.id < $1.id }
    }
}
