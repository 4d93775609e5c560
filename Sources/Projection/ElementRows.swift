internal import Causality
internal import Lattice
internal import ReleaseModel

/// The rows of fields that hold many values: sets, logs and keyed maps.
enum ElementRows {
    struct Element {
        let field: String
        let key: String
        let value: String?
        let author: String?
        let milliseconds: Int64?
    }

    static func of(_ document: Document, _ schema: EntitySchema) -> [Element] {
        guard !document.cells.isEmpty else { return [] }
        var elements: [Element] = []
        for field in schema.fields where !field.isSingle {
            switch field.kind {
            case .keyedMap: elements += records(document, field)
            case .growOnlyLog:
                elements += document.entries(field).map { entry in
                    Element(
                        field: field.name, key: "\(entry.id)",
                        value: ValueText.text(of: entry.value),
                        author: Crockford.text(entry.author),
                        milliseconds: Int64(entry.stamp.milliseconds))
                }
            default:
                elements += document.elements(field).map { element in
                    Element(
                        field: field.name, key: "", value: ValueText.text(of: element),
                        author: nil, milliseconds: nil)
                }
            }
        }
        return elements
    }

    private static func records(_ document: Document, _ field: FieldDefinition) -> [Element] {
        let (addresses, cells) = (document.cells.addresses, document.cells.cells)
        var place = document.cells.start(of: field.number)
        var elements: [Element] = []
        while place < addresses.count, addresses[place].field == field.number {
            defer { place += 1 }
            let (address, fields) = (addresses[place], field.subfields)
            guard let below = fields.firstIndex(where: { $0.number == address.subfield }),
                let value = cells[place].shown(kind: fields[below].kind)?.value
            else { continue }
            elements.append(
                Element(
                    field: field.subfieldNames[below],
                    key: String(decoding: address.key, as: UTF8.self),
                    value: ValueText.text(of: value), author: nil, milliseconds: nil))
        }
        return elements
    }
}
