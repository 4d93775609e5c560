internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// Things of one kind as a table of Markdown: the fields that any of them has.
struct MarkdownColumns {
    private let schema: EntitySchema
    private let names: ThingNames
    private let page: EntityPage

    init(_ schema: EntitySchema, _ view: ReplicaView) throws {
        self.schema = schema
        names = ThingNames(view)
        page = EntityPage(view, naming: names.short)
    }

    func lines(_ documents: [Document]) -> [String] {
        let facts = documents.map { document in
            Dictionary(
                page.facts(of: document).map { ($0.name, $0.values) }, uniquingKeysWith: +)
        }
        let used = Set(facts.flatMap(\.keys))
        let columns = EntityPage.fields(of: schema).map(\.name).filter(used.contains)
        var lines = [row(["id"] + columns), row((["id"] + columns).map { _ in "---" })]
        for (document, facts) in zip(documents, facts) {
            let cells = columns.map { name in
                facts[name, default: []].map(MarkdownText.line).joined(separator: "<br>")
            }
            lines.append(row(["`\(names.id(document.id))`"] + cells))
        }
        return lines
    }

    private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
