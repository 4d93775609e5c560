package import ArgumentParser
internal import Causality
internal import Importing
internal import Projection
internal import ReleaseModel
internal import Replication

/// `rail export jsonl`: one entity a line, with every field, in the order of identifiers.
package struct ExportLines: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "jsonl", abstract: "Write one entity a line, with every field.",
        discussion: """
            `kind` says what a thing is; a field of that name, as milestones have, is written as `subkind`. \
            Words narrow as in `rail ls`, also over what is finished or archived; without --kind they are \
            about items. The first line, of kind “export”, says how far the export goes: its vector given \
            to --since later writes only what changed, and what was emptied as null or an empty list. \
            `rail import` reads the lines back, under the same identifiers; importing them again changes \
            nothing.
            Example:  rail export jsonl > all.jsonl
            Example:  rail export jsonl 'state:done changed.since:-1w' > week.jsonl
            Example:  rail export jsonl --since "$(head -1 all.jsonl | jq -r .vector)" > delta.jsonl
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "Only this kind: item, release, team ...") package var kind: String?
    @OptionGroup package var since: SinceOption
    @Argument(parsing: .allUnrecognized, help: "A filter, as for `rail ls`.")
    package var words: [String] = []

    package init() {}

    /// What belongs to a history and means nothing without it is written where it is asked for.
    private static let everyday = EntityKind.allCases.filter { $0 != .card && $0 != .request }

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let kinds = try kind.map { [try ExportKind.named($0)] }
        let asked = kinds ?? (words.isEmpty ? Self.everyday : [.item])
        let numbers = asked.map { String($0.rawValue) }.joined(separator: ",")
        try session.read { view in
            let narrowed = try narrowing(asked, view, session)
            let changed = try since.changed(view, session)
            let fields = ExportedFields(saysEmptied: since.since != nil)
            session.output.line(
                JSONValue.object([
                    ("kind", .string(ExportedLine.headKind)),
                    ("format", .number(Int64(ExportedLine.format))),
                    ("vector", .string(VectorText.text(try view.vector()))),
                ]).line)
            try view.forEach(
                "SELECT id FROM entity WHERE kind IN (\(numbers)) \(narrowed.condition) ORDER BY id",
                narrowed.arguments
            ) { record in
                guard case .bytes(let bytes) = record["id"], let id = EntityID(bytes: bytes),
                    changed?.contains(id) ?? true,
                    let document = try view.document(id), let kind = document.entityKind
                else { return }
                session.output.line(
                    JSONValue.object(
                        [
                            ("kind", .string(kind.name)), ("id", .string(Crockford.text(id))),
                            ("archived", .bool(ArchiveClash.isArchived(document))),
                        ] + fields.members(of: document)
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
