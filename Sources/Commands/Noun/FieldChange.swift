internal import ReleaseModel

/// Changes fields of one thing, as `set` does for all of them and `move` for some.
struct FieldChange {
    private let kind: EntityKind
    private let schema: String
    private let id: String
    private let words: FieldWords

    init<N: Noun>(
        _ noun: N.Type, verb: String, id: String, _ words: [String],
        among fields: [FieldDefinition]
    ) throws {
        kind = N.kind
        schema = N.answer(verb)
        self.id = id
        let known = fields.map(\.name)
        self.words = try FieldWords(words, noun: N.kind.name, fields: known)
            .onlyFields(noun: N.kind.name, fields: known)
        guard !words.isEmpty else {
            throw CommandFailure(
                "no-field", "Say what to change, as field:value.",
                hint: "Fields: \(known.joined(separator: ", ")).", status: .usage)
        }
    }

    func run(_ writer: Writer) throws {
        try writer.run(schema) { writing in
            let found = try writing.find(id, kind)
            var edits = try writing.edits(of: kind)
            try edits.apply(words, to: found, in: &writing.draft)
            writing.say(edits, of: found)
        }
    }
}
