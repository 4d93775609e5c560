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
        let names = field.subfields.map { "\(field.name).\($0.name)" }
        return document.cells.cells(of: field.number).compactMap { cell in
            let (address, below) = (cell.key, field.subfields)
            guard let place = below.firstIndex(where: { $0.number == address.subfield }),
                let value = cell.value.shown(kind: below[place].kind)?.value
            else { return nil }
            return Element(
                field: names[place], key: String(decoding: address.key, as: UTF8.self),
                value: ValueText.text(of: value), author: nil, milliseconds: nil)
        }
    }
}
