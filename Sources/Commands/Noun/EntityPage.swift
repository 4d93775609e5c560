internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// Everything that a document says, field by field, in the order of its schema.
struct EntityPage {
    struct Fact {
        let name: String
        let values: [String]
        let isSingle: Bool
    }

    private let output: FieldOutput

    /// Names other entities by their title, unless told otherwise.
    init(_ view: ReplicaView, naming: ((EntityID) -> String)? = nil) {
        output = FieldOutput(name: naming ?? ThingNames(view).reference)
    }

    /// The fields that are facts for people: whether it is archived is a mark, where it came from is the import's.
    static func fields(of schema: EntitySchema) -> [FieldDefinition] {
        schema.fields.filter { $0 != SharedFields.origin && $0 != SharedFields.archived }
    }

    func facts(of document: Document) -> [Fact] {
        guard let schema = document.schema else { return [] }
        return Self.fields(of: schema).compactMap { field in
            let values = values(document, field).filter { !$0.isEmpty }
            return values.isEmpty
                ? nil : Fact(name: field.name, values: values, isSingle: field.isSingle)
        }
    }

    private func values(_ document: Document, _ field: FieldDefinition) -> [String] {
        switch field.kind {
        case .text: [document.text(field).string]
        case .growOnlyLog: document.entries(field).map { output.text($0.value, for: field) }
        case .addWinsSet, .removeWinsSet:
            document.elements(field).map { output.text($0, for: field) }
        case .keyedMap:
            document.keys(field).map { key in
                let values = field.subfields.compactMap { below in
                    document.value(field, key: key, below).map { output.text($0, for: below) }
                }.joined(separator: " · ")
                // The keys of attributes are their names; those of checks mean nothing to people.
                let name = String(decoding: key, as: UTF8.self)
                return field == SharedFields.attributes && !values.isEmpty
                    ? "\(name): \(values)" : values
            }
        default:
            document.value(field).map { [output.text($0, for: field)] } ?? []
        }
    }
}
