package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail blame`: for each field who wrote it, when, in which change, and what it replaced.
package struct HistoryBlame: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "blame", abstract: "Say of each field who wrote it, when, and what it replaced.",
        discussion: """
            Where several wrote at once each of them has a line: one is in force, the others are rivals. \
            A change is called by the replica that wrote it and its number there; “not sent” stands at what \
            no hub has yet.
            Example:  rail blame 7f3k
            Example:  rail blame 7f3k priority
            """)

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The item or other thing.") package var id: String
    @Argument(help: "Only this field.") package var field: String?

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let finder = ThingFinder(view)
            let found = try finder.survivor(of: try finder.find(id, EntityKind.allCases))
            guard let document = try view.document(found), let schema = document.schema else {
                return
            }
            let only = try field.map { try Self.field($0, schema) }
            let rows = try BlameReading(view).rows(of: document, field: only)
            let cards = try view.cards(of: document).filter { $0.field != nil }
                .filter { only == nil || $0.field?.hasPrefix(only?.name ?? "") ?? false }
            if session.output.isJSON {
                try session.output.envelope(
                    "blame", try AsOf(view), .array(rows.map(\.json)),
                    problems: cards.map {
                        .object([
                            ("code", .string("contested")), ("field", .text($0.field)),
                            ("card", .string(Crockford.text($0.id))),
                        ])
                    })
                return
            }
            var table = Table(
                ["field", "value", "who", "when", "change", "before", "note"], flexible: 1,
                yielding: [2, 5, 6])
            // Where nothing was sent yet, one line says so for all.
            let isLocal = rows.count > 1 && !rows.contains(where: \.isSent)
            for row in rows {
                table.add([
                    row.place, row.value, row.author, session.local(row.milliseconds), row.change,
                    row.before, isLocal ? row.standing.rawValue : row.note,
                ])
            }
            session.output.text(ThingNames(view).full(found))
            session.output.table(table)
            if rows.isEmpty { session.output.line("nobody wrote \(only?.name ?? "anything") yet") }
            if isLocal { session.output.line("none of this was sent to a hub yet") }
            for card in cards.sorted(by: { $0.id < $1.id }) {
                session.output.text(
                    "\(card.field ?? "") is contested: rail conflicts show "
                        + Crockford.text(card.id).prefix(6))
            }
        }
    }

    private static func field(_ name: String, _ schema: EntitySchema) throws -> FieldDefinition {
        let fields = BlameReading.fields(of: schema)
        if let field = fields.first(where: { $0.name == name.lowercased() }) { return field }
        let near = WordChoice(fields.map(\.name)).near(name)
        throw CommandFailure(
            "unknown-field",
            "\(FilterVocabulary(schema).noun.firstUppercased) has no field “\(name)”.",
            hint: near.isEmpty
                ? "Fields: \(fields.map(\.name).joined(separator: ", "))."
                : "Did you mean \(near.joined(separator: " or "))?",
            status: .usage)
    }
}

extension String {
    fileprivate var firstUppercased: String { prefix(1).uppercased() + dropFirst() }
}
