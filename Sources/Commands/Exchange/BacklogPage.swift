internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// Items as a page of Markdown, below their states in the order in which work goes.
struct BacklogPage {
    private let view: ReplicaView
    private let names: ThingNames
    private let isLong: Bool

    init(_ view: ReplicaView, isLong: Bool) {
        self.view = view
        self.isLong = isLong
        names = ThingNames(view)
    }

    func lines(_ items: [Document]) -> [String] {
        let workspace = DerivedIdentifier.workspace(view.replica.workspace)
        let name = (try? view.document(workspace)?.title) ?? "Backlog"
        var lines = ["# \(MarkdownText.line(name))"]
        let states = Dictionary(grouping: items) { $0.string(Item.state) ?? "" }
        for state in Item.states {
            guard let items = states[state], !items.isEmpty else { continue }
            lines += ["", "## \(state)", ""]
            for item in items { lines += entry(item) }
        }
        return lines
    }

    private func entry(_ item: Document) -> [String] {
        let isDone = item.string(Item.state) == "done"
        let title = MarkdownText.line(item.title ?? "")
        let facts = facts(item)
        var lines = [
            "- [\(isDone ? "x" : " ")] \(title) (`\(names.id(item.id))`)"
                + (facts.isEmpty ? "" : " · " + facts.joined(separator: " · "))
        ]
        for check in AcceptanceCheck.all(of: item) {
            lines.append("  - [\(check.isDone ? "x" : " ")] \(MarkdownText.line(check.text))")
        }
        if isLong {
            let text = item.text(Item.body).string
            if !text.isEmpty { lines += MarkdownText.quote(text, indent: "  ") }
        }
        return lines
    }

    private func facts(_ item: Document) -> [String] {
        let output = FieldOutput(name: names.title)
        var facts: [String] = []
        for field in [Item.priority, Item.assignee, Item.team, Item.release, Item.milestone] {
            guard let value = item.value(field) else { continue }
            let text = output.text(value, for: field)
            if !text.isEmpty { facts.append(MarkdownText.line(text)) }
        }
        if let due = item.value(Item.due).map({ output.text($0, for: Item.due) }), !due.isEmpty {
            facts.append("due \(due)")
        }
        if let waits = blockers(item) { facts.append(waits) }
        facts += item.elements(SharedFields.labels).compactMap(\.string).map {
            "+\(MarkdownText.line($0))"
        }
        return facts
    }

    /// The open items that this one waits for, by their identifiers.
    private func blockers(_ item: Document) -> String? {
        let rows = try? view.query(
            """
            SELECT from_item FROM edge
            JOIN element ON element.entity = edge.n AND element.field = 'presence'
            JOIN item ON item.id = edge.from_item
            WHERE to_item = ? AND edge.kind = 'blocks' AND edge.archived = 0 AND item.archived = 0
              AND item.state NOT IN ('done', 'dropped')
              AND edge.id NOT IN (SELECT id FROM suspended_edge)
            ORDER BY from_item
            """, [.text(Crockford.text(item.id))])
        let ids = (rows ?? []).compactMap { $0.text("from_item").flatMap(ReplicaView.identifier) }
        guard !ids.isEmpty else { return nil }
        return "blocked by " + ids.map { "`\(names.id($0))`" }.joined(separator: ", ")
    }
}
