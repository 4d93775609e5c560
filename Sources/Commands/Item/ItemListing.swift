internal import Causality
internal import ReleaseModel
internal import Replication

/// A list of items that a filter narrows, in the order of the backlog.
struct ItemListing {
    private let view: ReplicaView
    private let session: Session
    /// Whether finished, merged and archived items are in it too.
    private let isAll: Bool
    private let limit: ListLimit

    init(_ view: ReplicaView, _ session: Session, isAll: Bool, limit: ListLimit) {
        self.view = view
        self.session = session
        self.isAll = isAll
        self.limit = limit
    }

    func answer(_ asked: ListFilter, _ schema: String) throws {
        var filter = asked
        let isOpen = filter.requireOpen(all: isAll)
        let page = try ListPage(
            view, "id, title, state, priority, assignee, team, due, rank, parent, contested",
            from: "item", where: filter.condition, order: Backlog.order,
            walking: isOpen ? Backlog.index : nil, filter.arguments,
            limit: limit.rows(on: session.output))
        if session.output.isJSON {
            let rows = page.records.map { record in
                JSONValue.object(record.columns.map { ($0, JSONValue(record[$0])) })
            }
            try session.output.envelope(
                schema, try AsOf(view), .array(rows), problems: page.problems)
            return
        }
        let lines = table(page.records)
        session.output.table(lines)
        if let rest = page.rest { session.output.line(rest) }
        guard lines.isEmpty else { return }
        session.output.line(
            asked.expression == nil
                ? "nothing to do; rail add \"Something to do\"" : "no item is like that")
    }

    private func table(_ records: [Record]) -> Table {
        let names = EntityNames(view, records: records, columns: ["assignee", "team"])
        let things = ThingNames(view)
        var table = Table(
            ["id", "title", "state", "priority", "who", "team"] + session.columns("due"),
            flexible: 1, yielding: 3...5)
        for record in records {
            let id = record.text("id").flatMap(ReplicaView.identifier).map(things.id) ?? ""
            table.add(
                [
                    id + (record.integer("contested") == 1 ? " !" : ""),
                    record.text("title") ?? "", record.text("state") ?? "",
                    record.text("priority") ?? "", names.text(record, "assignee"),
                    names.text(record, "team"),
                ] + session.cells(record.text("due") ?? ""))
        }
        return table
    }
}
