package import ArgumentParser
internal import Causality
internal import Replication

/// Answers a question about the backlog.
package struct QuestionCommand<Q: BacklogQuestion>: RailCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            verb: Q.name, abstract: Q.about,
            discussion: "\(Q.meaning)\nWords narrow the list as in `rail ls`.\n"
                + "Example:  \(Q.example)")
    }

    @OptionGroup package var options: GlobalOptions
    @OptionGroup package var limit: ListLimit
    @Argument(parsing: .allUnrecognized, help: "field:value, +label, -label, words of the title.")
    package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let isEmpty = try session.read { view in
            var items = try OpenItems(words, view, session)
            let (sql, arguments) = Q.condition(reader: try OpenItems.reader(view))
            items.require(sql, arguments)
            let page = try items.page(
                Q.order, walking: Q.index, limit: limit.rows(on: session.output))
            if session.output.isJSON {
                let rows = page.records.map { JSONValue.object(OpenItems.json($0)) }
                try session.output.envelope(
                    Q.name, try AsOf(view), .array(rows), problems: page.problems)
            } else if page.records.isEmpty {
                session.output.line(words.isEmpty ? Q.nothing : "no item is like that")
            } else {
                session.output.table(table(page.records, view, session))
                if let rest = page.rest { session.output.line(rest) }
            }
            return page.records.isEmpty
        }
        if isEmpty, Q.isNoWhereEmpty { throw ExitStatus.no }
    }

    private func table(_ records: [Record], _ view: ReplicaView, _ session: Session) -> Table {
        let names = EntityNames(view, records: records, columns: ["assignee", "team"])
        let things = ThingNames(view)
        let last =
            switch Q.lastColumn {
            case .due: session.columns("due")
            case .blockers: ["waits for"]
            case .waiting: ["waiting"]
            }
        var table = Table(
            ["id", "title", "state", "priority", "who", "team"] + last, flexible: 1,
            yielding: 3...6)
        for record in records {
            let id = record.text("id").flatMap(ReplicaView.identifier).map(things.id) ?? ""
            let cells =
                switch Q.lastColumn {
                case .due: session.cells(record.text("due") ?? "")
                case .blockers:
                    [OpenItems.blockers(record).map(things.id).joined(separator: ", ")]
                case .waiting: [record.text("waiting") ?? ""]
                }
            table.add(
                [
                    id + (record.integer("contested") == 1 ? " !" : ""),
                    record.text("title") ?? "", record.text("state") ?? "",
                    record.text("priority") ?? "", names.text(record, "assignee"),
                    names.text(record, "team"),
                ] + cells)
        }
        return table
    }
}
