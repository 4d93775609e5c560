package import Lattice

/// The fields of one kind of entity.
package struct EntitySchema: Sendable {
    package let kind: EntityKind
    /// The field that names the entity to people.
    package let title: FieldDefinition
    /// The kind's own fields, in the order in which they are shown.
    package let own: [FieldDefinition]
    /// Own fields and those that every entity has.
    package let fields: [FieldDefinition]
    private let byNumber: [UInt32: FieldDefinition]
    private let byName: [String: FieldDefinition]

    package init(_ kind: EntityKind, title: FieldDefinition, own: [FieldDefinition]) {
        self.kind = kind
        self.title = title
        self.own = own
        fields = [title] + own + SharedFields.all
        byNumber = Dictionary(uniqueKeysWithValues: fields.map { ($0.number, $0) })
        byName = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0) })
    }

    package func field(_ number: UInt32) -> FieldDefinition? { byNumber[number] }

    package func field(named name: String) -> FieldDefinition? { byName[name] }

    /// The kind of a cell, nil where this version does not know the field.
    package func kind(of address: CellAddress) -> FieldKind? {
        guard let field = byNumber[address.field] else { return nil }
        guard case .keyedMap(let below) = field.kind else { return field.kind }
        return below[address.subfield]
    }
}
