package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail export jsonl`: one entity a line, with every field, in the order of identifiers.
package struct ExportLines: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "jsonl", abstract: "Write one entity a line, with every field.",
        discussion: "Example:  rail export jsonl --kind item > items.jsonl")

    @OptionGroup package var options: GlobalOptions
    @Option(help: "Only this kind: item, release, team ...") package var kind: String?

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let kinds = try kind.map { [try ExportKind.named($0)] }
        let numbers = (kinds ?? EntityKind.allCases).map { String($0.rawValue) }
        try session.read { view in
            let page = EntityPage(view, naming: { Crockford.text($0) })
            try view.forEach(
                "SELECT id FROM entity WHERE kind IN (\(numbers.joined(separator: ",")))"
                    + " ORDER BY id"
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
}
