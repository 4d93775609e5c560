package import ArgumentParser
internal import Projection
internal import ReleaseModel
internal import Replication

/// `rail NOUN list`: all that are live, one a line.
package struct NounList<N: Noun>: RailCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            verb: "list", abstract: "List them; words narrow as in `rail ls`.",
            discussion: "Example:  \(N.typed("list")) --json")
    }

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Show archived ones too.") package var all = false
    @OptionGroup package var limit: ListLimit
    @Argument(
        parsing: .allUnrecognized,
        help: "A filter: field:value, +label, -label, words of the name.")
    package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let table = TypedTable.of(N.schema)
        let columns = N.listed.map { TypedTable.column(of: $0) }
        let title = TypedTable.column(of: N.schema.title)
        let quoted = ([title] + columns).map { "\"\($0)\"" }.joined(separator: ", ")
        try session.read { view in
            var filter = try session.filter(words, N.schema, view)
            if !all, !filter.names(SharedFields.archived) { filter.require("archived = 0") }
            let page = try ListPage(
                view, "id, contested, \(quoted)",
                from: "\"\(table.name)\"", where: filter.condition,
                order: "ORDER BY \"\(title)\", id", filter.arguments,
                limit: limit.rows(on: session.output))
            let records = page.records
            let references = N.listed.filter { if case .entity = $0.type { true } else { false } }
            let things = EntityNames(
                view, records: records, columns: references.map { TypedTable.column(of: $0) })
            if session.output.isJSON {
                let rows = records.map { record in
                    JSONValue.object(record.columns.map { ($0, JSONValue(record[$0])) })
                }
                try session.output.envelope(
                    "\(N.kind.name).list", try AsOf(view), .array(rows), problems: page.problems)
                return
            }
            var heads: [String] = []
            var names: [Int] = []
            for field in N.listed {
                if !Self.isTime(field) { names.append(heads.count + 2) }
                heads += Self.isTime(field) ? session.columns(field.name) : [field.name]
            }
            var lines = Table(
                ["id", N.schema.title.name] + heads, flexible: 1, yielding: names)
            let finder = EntityFinder(view)
            for record in records {
                let id = record.text("id").flatMap(ReplicaView.identifier)
                let mark = record.integer("contested") == 1 ? " !" : ""
                lines.add(
                    [(id.map(finder.shown) ?? "") + mark, record.text(title) ?? ""]
                        + N.listed.flatMap { field in
                            let text = things.text(record, TypedTable.column(of: field))
                            return Self.isTime(field) ? session.cells(text) : [text]
                        })
            }
            if lines.isEmpty {
                session.output.line(
                    words.isEmpty ? "none yet; make one:  \(N.example)" : "none is like that")
            } else {
                session.output.table(lines)
                if let rest = page.rest { session.output.line(rest) }
            }
        }
    }

    private static func isTime(_ field: FieldDefinition) -> Bool {
        field.type == .moment || field.type == .window
    }
}
