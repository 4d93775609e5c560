internal import Causality
internal import Lattice
internal import Projection
internal import ReleaseModel
internal import Replication

/// Finds what a filter names: as every command does, and by a name in any case.
struct NamedThing {
    private let view: ReplicaView
    private let kinds: [EntityKind]

    init(_ view: ReplicaView, _ kinds: [EntityKind]) {
        self.view = view
        self.kinds = kinds
    }

    func find(_ text: String, _ input: FieldInput, _ field: FieldDefinition) throws -> EntityID {
        do {
            let value = try input.value(text, for: field)
            guard let id = value.entityValue else {
                throw DomainFailure.invalid("“\(TextRules.shown(text))” names nothing.")
            }
            return id
        } catch DomainFailure.notFound(let sentence, let hint) {
            let names = try names()
            let alike = names.filter { $0.name.lowercased() == text.lowercased() }
            if alike.count == 1 { return alike[0].id }
            let near = WordChoice(names.map { $0.name.lowercased() }).near(text)
            let shown = near.compactMap { word in
                names.first { $0.name.lowercased() == word }?.name
            }
            throw DomainFailure.notFound(
                sentence,
                hint: shown.isEmpty
                    ? hint
                    : "Did you mean \(shown.map { FilterText.written($0) }.joined(separator: " or "))?"
            )
        }
    }

    /// The names of what is live; items are known by their ids.
    private func names() throws -> [(name: String, id: EntityID)] {
        try kinds.filter { $0 != .item && $0 != .card }.flatMap { kind in
            let column = TypedTable.column(of: Schema.of(kind).title)
            return try view.query(
                """
                SELECT id, "\(column)" AS name FROM "\(TypedTable.name(of: kind))"
                WHERE archived = 0 AND "\(column)" IS NOT NULL ORDER BY name LIMIT \(Self.namesMax)
                """
            ).compactMap { row in
                row.text("id").flatMap(ReplicaView.identifier).flatMap { id in
                    row.text("name").map { ($0, id) }
                }
            }
        }
    }

    /// More names are compared with a slip in no time that a person would notice.
    private static let namesMax = 5_000
}
