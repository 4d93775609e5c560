package import ArgumentParser
internal import Causality
internal import Lattice
internal import Projection
internal import ReleaseModel
internal import Replication

/// `rail export csv`: the entities of one kind as a table, a row each, in the order of identifiers.
package struct ExportTable: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "csv", abstract: "Write one kind as a table for a spreadsheet.",
        discussion: """
            The first line names the columns: id, archived, then the fields of the kind. What holds several \
            values has them on lines of their own inside its cell. Other things appear by their title; \
            --ids gives identifiers instead.
            Example:  rail export csv state:ready,active > backlog.csv
            Example:  rail export csv --kind release --ids > releases.csv
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "The kind: item, release, team ...") package var kind = "item"
    @Flag(help: "Name other things by their identifiers.") package var ids = false
    @Flag(help: "Write what is archived too.") package var all = false
    @OptionGroup package var since: SinceOption
    @Argument(parsing: .allUnrecognized, help: "A filter, as for `rail ls`.")
    package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let kind = try ExportKind.named(kind)
        let schema = Schema.of(kind)
        let table = TypedTable.name(of: kind)
        try session.read { view in
            var filter = try ListFilter(words, schema, view, session.environment)
            if !all, !filter.names(SharedFields.archived) { filter.require("archived = 0") }
            let changed = try since.changed(view, session)
            let fields = EntityPage.fields(of: schema)
            let page = EntityPage(
                view, naming: ids ? { Crockford.text($0) } : ThingNames(view).short)
            let isShown = session.output.terminal.isInteractive
            session.output.line(CSVText.line(["id", "archived"] + fields.map(\.name)))
            try view.forEach(
                "SELECT id FROM \"\(table)\" WHERE \(filter.condition) ORDER BY id",
                filter.arguments
            ) { record in
                guard let id = record.text("id").flatMap(ReplicaView.identifier),
                    changed?.contains(id) ?? true, let document = try view.document(id)
                else { return }
                let facts = Dictionary(
                    page.facts(of: document).map { ($0.name, $0.values) }, uniquingKeysWith: +)
                let cells = fields.map { facts[$0.name, default: []].joined(separator: "\n") }
                let archived = ArchiveClash.isArchived(document) ? "yes" : "no"
                session.output.line(
                    CSVText.line([Crockford.text(id), archived] + cells, isShown: isShown))
            }
        }
    }
}
