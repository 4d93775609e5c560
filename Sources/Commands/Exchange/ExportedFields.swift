internal import Causality
internal import Importing
internal import Lattice
internal import ReleaseModel

/// What a line of `rail export jsonl` says of a thing, in the words that `rail import` takes back.
///
/// Single fields are texts, sets and logs are lists, attributes a map of names, checks a list of maps.
/// What is empty is left out; a delta says it, so that who follows it empties it too.
struct ExportedFields {
    let saysEmptied: Bool
    private let output = FieldOutput()

    init(saysEmptied: Bool = false) { self.saysEmptied = saysEmptied }

    func members(of document: Document) -> [(String, JSONValue)] {
        guard let schema = document.schema else { return [] }
        return schema.fields.compactMap { field in
            guard field != SharedFields.archived else { return nil }
            let name = field.name == "kind" ? ExportedLine.kindField : field.name
            if let value = value(document, field) { return (name, value) }
            return saysEmptied ? Self.empty(field).map { (name, $0) } : nil
        }
    }

    /// What a delta says of a field that holds nothing: what was taken back leaves no trace, so that all
    /// are said which can be emptied.
    private static func empty(_ field: FieldDefinition) -> JSONValue? {
        switch field.kind {
        case .addWinsSet, .removeWinsSet: .array([])
        case .keyedMap: field == SharedFields.attributes ? .object([]) : .array([])
        case .register, .contestedRegister, .composite, .rank, .text:
            field == SharedFields.origin ? nil : .null
        case .growOnlyLog, .stateMachine, .immutable, .safety, .brake, .grantOnly, .counter: nil
        }
    }

    /// Nil where there is nothing.
    private func value(_ document: Document, _ field: FieldDefinition) -> JSONValue? {
        switch field.kind {
        case .addWinsSet, .removeWinsSet:
            return list(document.elements(field), field)
        case .growOnlyLog:
            return list(document.entries(field).map(\.value), field)
        case .keyedMap:
            return field == SharedFields.attributes
                ? attributes(document, field) : checks(document, field)
        case .text:
            let text = document.text(field).string
            return text.isEmpty ? nil : .string(text)
        default:
            guard let value = document.value(field) else { return nil }
            if field == SharedFields.origin { return origin(value) }
            let text = output.text(value, for: field)
            return text.isEmpty ? nil : .string(text)
        }
    }

    private func list(_ values: [Value], _ field: FieldDefinition) -> JSONValue? {
        let texts = values.map { output.text($0, for: field) }.filter { !$0.isEmpty }
        return texts.isEmpty ? nil : .array(texts.map(JSONValue.string))
    }

    private func attributes(_ document: Document, _ field: FieldDefinition) -> JSONValue? {
        guard let below = field.subfields.first else { return nil }
        let members = document.keys(field).compactMap { key -> (String, JSONValue)? in
            guard let value = document.value(field, key: key, below) else { return nil }
            let text = output.text(value, for: below)
            return text.isEmpty ? nil : (String(decoding: key, as: UTF8.self), .string(text))
        }
        return members.isEmpty ? nil : .object(members)
    }

    /// Keys are bytes that only tell checks apart.
    private func checks(_ document: Document, _ field: FieldDefinition) -> JSONValue? {
        let checks = document.keys(field).compactMap { key -> JSONValue? in
            let members = field.subfields.compactMap { below -> (String, JSONValue)? in
                guard let value = document.value(field, key: key, below) else { return nil }
                let text = output.text(value, for: below)
                return text.isEmpty ? nil : (below.name, .string(text))
            }
            guard !members.isEmpty else { return nil }
            return .object([("key", .string(Hexadecimal.text(key)))] + members)
        }
        return checks.isEmpty ? nil : .array(checks)
    }

    /// The source, the key there, and what only a later import of that source reads.
    private func origin(_ value: Value) -> JSONValue? {
        guard value.parts.count == 4, let source = value.parts[0].string,
            let key = value.parts[1].string, case .bytes(let said) = value.parts[2],
            case .bytes(let edges) = value.parts[3]
        else { return nil }
        return .object([
            ("source", .string(source)), ("key", .string(key)),
            ("said", .string(Hexadecimal.text(said))),
            ("relations", .string(Hexadecimal.text(edges))),
        ])
    }
}
