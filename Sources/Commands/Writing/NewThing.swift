internal import Causality
internal import ReleaseModel
internal import Replication

/// Makes a new thing from the words that name and describe it.
struct NewThing {
    private let kind: EntityKind
    private let words: FieldWords
    private let title: String
    /// A longer description, for kinds that have one.
    var body: String?

    init(_ kind: EntityKind, _ words: FieldWords, hint: String) throws {
        self.kind = kind
        self.words = words
        if let label = words.removed.first {
            throw CommandFailure(
                "no-label", "There is no label “\(TextRules.shown(label))” to take away yet.",
                hint: "What is text goes after --.", status: .usage)
        }
        title = words.text.joined(separator: " ")
        let field = Schema.of(kind).title.name
        guard !title.isEmpty || words.fields.contains(where: { $0.name == field }) else {
            throw CommandFailure(
                "no-\(field)", "Say what it is called.", hint: hint, status: .usage)
        }
    }

    func make(as schema: String, by writer: Writer) throws {
        guard let id = EntityID(bytes: writer.session.environment.random(EntityID.byteCount))
        else { return }
        try writer.run(schema) { writing in
            try writing.draft.create(kind, id)
            var edits = try writing.edits(of: kind)
            if !title.isEmpty { try edits.title(title, of: id, in: &writing.draft) }
            if let body { try edits.set(Item.body, body, of: id, in: &writing.draft) }
            try edits.apply(words, to: id, in: &writing.draft)
            writing.say(edits, of: id)
        }
    }
}
