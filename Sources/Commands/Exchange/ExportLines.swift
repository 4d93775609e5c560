package import ArgumentParser
internal import Causality
internal import Projection
internal import ReleaseModel
internal import Replication

/// `rail export jsonl`: one entity a line, with every field, in the order of identifiers.
package struct ExportLines: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "jsonl", abstract: "Write one entity a line, with every field.",
        discussion: """
            Words narrow as in `rail ls`, also over what is finished or archived; without --kind they are \
            about items.
            Example:  rail export jsonl --kind item > items.jsonl
            Example:  rail export jsonl 'state:done changed.since:-1w' > week.jsonl
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "Only this kind: item, release, team ...") package var kind: String?
    @Argument(parsing: .allUnrecognized, help: "A filter, as for `rail ls`.")
    package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let kinds = try kind.map { [try ExportKind.named($0)] }
        let asked = kinds ?? (words.isEmpty ? EntityKind.allCases : [.item])
        let numbers = asked.map { String($0.rawValue) }.joined(separator: ",")
        try session.read { view in
            let narrowed = try narrowing(asked, view, session)
            let page = EntityPage(view, naming: { Crockford.text($0) })
            try view.forEach(
                "SELECT id FROM entity WHERE kind IN (\(numbers)) \(narrowed.condition) ORDER BY id",
                narrowed.arguments
            ) { record in
                guard case .bytes(let bytes) = record["id"], let id = EntityID(bytes: bytes),
                    let document = try view.document(id), let kind = document.entityKind
                else { return }
                let fields = page.facts(of: document).map { fact in
                    (
                        fact.name,
                        fact.isSingle
                            ? JSONValue.text(fact.values.first)
                            : .array(fact.values.map(JSONValue.string))
                    )
                }
                session.output.line(
                    JSONValue.object(
                        [
                            ("kind", .string(kind.name)), ("id", .string(Crockford.text(id))),
                            ("archived", .bool(ArchiveClash.isArchived(document))),
                        ] + fields
                    ).line)
            }
        }
    }

    /// What the words leave of the one kind that they are about.
    private func narrowing(
        _ kinds: [EntityKind], _ view: ReplicaView, _ session: Session
    ) throws -> FilterClause {
        guard !words.isEmpty, let kind = kinds.first else { return FilterClause("") }
        let filter = try ListFilter(words, Schema.of(kind), view, session.environment)
        return FilterClause(
            "AND n IN (SELECT n FROM \"\(TypedTable.name(of: kind))\" WHERE \(filter.condition))",
            filter.arguments)
    }
}
