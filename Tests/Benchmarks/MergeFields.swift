import Causality
import Lattice
import ReleaseModel
import Replication

/// The eight fields of the workload as registers of an item: four of its own, four that the
/// workspace defined for itself.
enum MergeFields {
    /// Where one field is kept.
    struct Place: Sendable {
        let field: FieldDefinition
        let key: [UInt8]
        let subfield: FieldDefinition?

        var kind: FieldKind { subfield?.kind ?? field.kind }
        var address: CellAddress {
            CellAddress(field.number, key: key, subfield: subfield?.number ?? 0)
        }
    }

    static let places: [Place] = MergeWorkload.fields.map { name in
        switch name {
        case "title": Place(field: Item.title, key: [], subfield: nil)
        case "status": Place(field: Item.type, key: [], subfield: nil)
        case "priority": Place(field: Item.priority, key: [], subfield: nil)
        case "estimate": Place(field: Item.size, key: [], subfield: nil)
        default:
            Place(
                field: SharedFields.attributes, key: Array(name.utf8),
                subfield: SharedFields.attributes.subfields.first)
        }
    }

    static func identifier(of item: Int) -> EntityID {
        DerivedIdentifier.imported(
            source: "bench", kind: .item, key: MergeWorkload.name(of: item))
    }

    static func value(_ text: String, of field: Int) -> Value {
        if places[field].field == Item.size, let number = Int64(text) { return .integer(number) }
        return .text(text)
    }

    /// The cells as people read them: from the documented tables.
    static func cells(_ view: ReplicaView, items: Int) throws -> [[String]] {
        var numbers: [String: Int] = [:]
        for item in 0..<items { numbers[Crockford.text(identifier(of: item))] = item }
        var cells = Array(
            repeating: Array(repeating: "", count: MergeWorkload.fields.count), count: items)
        try view.forEach("SELECT id, title, type, priority, size FROM item") { row in
            guard let item = row.text("id").flatMap({ numbers[$0] }) else { return }
            for (field, column) in [(0, "title"), (1, "type"), (2, "priority"), (4, "size")] {
                cells[item][field] = row.text(column) ?? ""
            }
        }
        let attributes = """
            SELECT item.id, element.key, element.value FROM element
            JOIN item ON item.n = element.entity WHERE element.field = 'attributes.value'
            """
        try view.forEach(attributes) { row in
            guard let item = row.text("id").flatMap({ numbers[$0] }),
                let field = row.text("key").flatMap({ MergeWorkload.fields.firstIndex(of: $0) })
            else { return }
            cells[item][field] = row.text("value") ?? ""
        }
        return cells
    }
}
