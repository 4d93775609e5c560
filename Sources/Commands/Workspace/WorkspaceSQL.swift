package import ArgumentParser
internal import Replication

/// `rail sql`: any question, read only, over the documented tables.
package struct WorkspaceSQL: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "sql", abstract: "Answer a SQL query over the workspace's tables.",
        discussion: "Example:  rail sql \"SELECT state, count(*) FROM item GROUP BY state\"")

    @OptionGroup package var options: GlobalOptions
    @Flag(name: .long, help: "Print only the first column, without a heading, for scripts.")
    package var plainValue = false
    @Argument(help: "One SELECT statement.") package var query: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            var table: Table?
            var rows: [JSONValue] = []
            try view.forEach(query) { record in
                if plainValue {
                    session.output.line(record.columns.first.flatMap(record.text) ?? "")
                } else if session.output.isJSON {
                    rows.append(.object(record.columns.map { ($0, JSONValue(record[$0])) }))
                } else {
                    var open = table ?? Table(record.columns, flexible: nil)
                    open.add(record.columns.map { record.text($0) ?? "" })
                    table = open
                }
            }
            if plainValue { return }
            if session.output.isJSON {
                try session.output.envelope("sql", try AsOf(view), .array(rows))
            } else if let table {
                session.output.table(table)
            }
        }
    }
}
