internal import Causality
internal import Lattice
internal import ReleaseModel

/// The rows of fields that hold many values: sets, logs and keyed maps.
enum ElementRows {
    struct Element: Equatable {
        let field: String
        let key: String
        let value: String?
        let author: String?
        let milliseconds: Int64?

        /// Compares texts as bytes, as everything that is kept is compared.
        static func == (left: Element, right: Element) -> Bool {
            left.field == right.field && left.milliseconds == right.milliseconds
                && left.key.utf8.elementsEqual(right.key.utf8)
                && isEqual(left.value, right.value) && isEqual(left.author, right.author)
        }

        private static func isEqual(_ left: String?, _ right: String?) -> Bool {
            guard let left, let right else { return left == nil && right == nil }
            return left.utf8.elementsEqual(right.utf8)
        }
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
        var elements: [Element] = []
        for key in document.keys(field) {
            for below in field.subfields {
                guard let value = document.value(field, key: key, below) else { continue }
                elements.append(
                    Element(
                        field: "\(field.name).\(below.name)",
                        key: String(decoding: key, as: UTF8.self),
                        value: ValueText.text(of: value), author: nil, milliseconds: nil))
            }
        }
        return elements
    }
}
