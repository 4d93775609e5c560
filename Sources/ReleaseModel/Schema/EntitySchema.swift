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
    /// Where a field stands in `fields`, by its number: numbers are small and dense.
    private let places: [Int?]

    package init(_ kind: EntityKind, title: FieldDefinition, own: [FieldDefinition]) {
        self.kind = kind
        self.title = title
        self.own = own
        fields = [title] + own + SharedFields.all
        var places = [Int?](repeating: nil, count: Int(fields.map(\.number).max() ?? 0) + 1)
        for (place, field) in fields.enumerated() { places[Int(field.number)] = place }
        self.places = places
    }

    package func field(_ number: UInt32) -> FieldDefinition? {
        place(of: number).map { fields[$0] }
    }

    /// How a field merges, without all that is known of it.
    func fieldKind(_ number: UInt32) -> FieldKind? { place(of: number).map { fields[$0].kind } }

    private func place(of number: UInt32) -> Int? {
        number < places.count ? places[Int(number)] : nil
    }

    package func field(named name: String) -> FieldDefinition? {
        fields.first { $0.name == name }
    }

    /// The kind of a cell, nil where this version does not know the field.
    package func kind(of address: CellAddress) -> FieldKind? {
        guard let field = field(address.field) else { return nil }
        guard case .keyedMap(let below) = field.kind else { return field.kind }
        return below[address.subfield]
    }
}
