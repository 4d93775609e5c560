package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail ls`: list the backlog.
package struct ItemList: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "List the backlog.",
        discussion: "Example:  rail ls state:active +ios")

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Show done, dropped and archived items too.") package var all = false
    @Argument(parsing: .allUnrecognized, help: "field:value, +label, or words of the title.")
    package var words: [String] = []

    package init() {}

    package func run() throws {
        let session = try Session(options)
        let words = try ItemWords(words, fields: Item.schema.fields)
        try session.read { view in
            let filter = try ItemFilter(words, all: all, view)
            let records = try view.query(
                """
                SELECT id, title, state, priority, assignee, team, due, contested FROM item
                WHERE \(filter.condition) ORDER BY due IS NULL, due_utc, created_at, id
                """, filter.arguments)
            if session.output.isJSON {
                let rows = records.map { record in
                    JSONValue.object(record.columns.map { ($0, JSONValue(record[$0])) })
                }
                session.output.envelope("ls", try AsOf(view), .array(rows))
                return
            }
            let names = try EntityNames(view, records: records, columns: ["assignee", "team"])
            let finder = EntityFinder(view)
            var table = Table(
                ["id", "title", "state", "priority", "who", "team", "due"], flexible: 1)
            for record in records {
                let id = record.text("id").flatMap(ReplicaView.identifier).map(finder.shown) ?? ""
                table.add([
                    id + (record.integer("contested") == 1 ? " !" : ""),
                    record.text("title") ?? "", record.text("state") ?? "",
                    record.text("priority") ?? "", names.text(record, "assignee"),
                    names.text(record, "team"), record.text("due") ?? "",
                ])
            }
            session.output.table(table)
            if table.isEmpty { session.output.line("nothing; rail add \"Something to do\"") }
        }
    }
}
