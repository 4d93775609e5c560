package import ArgumentParser
internal import Projection
internal import ReleaseModel
internal import Replication

/// `rail NOUN list`: all that are live, one a line.
package struct NounList<N: Noun>: RailCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: "List them.",
            discussion: "Example:  \(N.typed("list")) --json")
    }

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Show archived ones too.") package var all = false

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let table = TypedTable.of(N.schema)
        let columns = N.listed.map { TypedTable.column(of: $0) }
        let title = TypedTable.column(of: N.schema.title)
        let quoted = ([title] + columns).map { "\"\($0)\"" }.joined(separator: ", ")
        let query =
            "SELECT id, contested, \(quoted) FROM \"\(table.name)\""
            + (all ? "" : " WHERE archived = 0") + " ORDER BY \"\(title)\", id"
        try session.read { view in
            let records = try view.query(query)
            let names = try EntityNames(view, records: records, columns: columns)
            if session.output.isJSON {
                let rows = records.map { record in
                    JSONValue.object(record.columns.map { ($0, JSONValue(record[$0])) })
                }
                session.output.envelope("\(N.kind.name).list", try AsOf(view), .array(rows))
                return
            }
            var lines = Table(["id", title] + N.listed.map(\.name), flexible: 1)
            let finder = EntityFinder(view)
            for record in records {
                let id = record.text("id").flatMap(ReplicaView.identifier)
                let mark = record.integer("contested") == 1 ? " !" : ""
                lines.add(
                    [(id.map(finder.shown) ?? "") + mark, record.text(title) ?? ""]
                        + columns.map { names.text(record, $0) })
            }
            if lines.isEmpty {
                session.output.line("none yet; make one:  \(N.example)")
            } else {
                session.output.table(lines)
            }
        }
    }
}
