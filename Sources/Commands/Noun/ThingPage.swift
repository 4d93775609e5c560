internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// What `show` says of one thing: its fields, and how it stands to others.
struct ThingPage {
    typealias Fact = EntityPage.Fact

    private let view: ReplicaView
    private let session: Session
    private let names: ThingNames

    init(_ view: ReplicaView, _ session: Session) {
        self.view = view
        self.session = session
        names = ThingNames(view)
    }

    func facts(of document: Document) throws -> [Fact] {
        let fields = EntityPage(view).facts(of: document).map { fact in
            guard let field = document.schema?.field(named: fact.name) else { return fact }
            return told(fact, field, document)
        }
        guard document.entityKind == .item else { return fields + (try cards(of: document)) }
        return try fields + relations(of: document) + children(of: document)
            + aliases(of: document) + cards(of: document)
    }

    /// A log with who wrote each entry and when, checks with the numbers by which they are ticked.
    private func told(_ fact: Fact, _ field: FieldDefinition, _ document: Document) -> Fact {
        let values: [String]
        if field.kind == .growOnlyLog {
            values = document.entries(field).map { entry in
                "\(session.local(Int64(clamping: entry.stamp.milliseconds))) "
                    + "\(names.author(entry.author)): \(FieldOutput().text(entry.value, for: field))"
            }
        } else if field == Item.acceptance {
            values = AcceptanceCheck.all(of: document).enumerated().map { number, check in
                "\(number + 1). [\(check.isDone ? "x" : " ")] \(check.text)"
            }
        } else if field.type == .moment || field.type == .window {
            values = fact.values.map(elsewhere)
        } else {
            return fact
        }
        return Fact(name: fact.name, values: values, isSingle: false)
    }

    /// A time with what the clocks of other zones show then.
    private func elsewhere(_ stored: String) -> String {
        let text = CivilText(zones: session.environment.zones)
        let home = stored.split(separator: "@").dropFirst().first.map(String.init)
        let others = session.zones.filter { zone in
            zone != home && stored.contains("T")
        }
        return others.reduce(stored) { "\($0) = \(text.text(stored, in: $1)) \($1)" }
    }

    private func relations(of item: Document) throws -> [Fact] {
        let id = Crockford.text(item.id)
        let rows = try view.query(
            """
            SELECT edge.id, kind, from_item, to_item,
              edge.id IN (SELECT id FROM suspended_edge) AS suspended
            FROM edge JOIN element ON element.entity = edge.n AND element.field = 'presence'
            WHERE (from_item = ?1 OR to_item = ?1) AND archived = 0
            ORDER BY from_item <> ?1, kind, edge.id
            """, [.text(id)])
        var facts: [Fact] = []
        for row in rows {
            guard let kind = row.text("kind"), let edge = identifier(row, "id") else { continue }
            let isSource = row.text("from_item") == id
            let name = isSource ? kind : Edge.inverse(of: kind)
            guard let other = identifier(row, isSource ? "to_item" : "from_item") else { continue }
            let note =
                row.integer("suspended") == 1
                ? ", suspended: it would close a circle (rail keep \(names.id(edge)))" : ""
            add("\(names.reference(other))\(note)", to: name, &facts)
        }
        return facts
    }

    private func children(of item: Document) throws -> [Fact] {
        fact("below it", try things("parent = ? AND \(Backlog.own)", of: item))
    }

    /// The things that are but other names of this one.
    private func aliases(of item: Document) throws -> [Fact] {
        fact("merged here", try things("merged_into = ?", of: item))
    }

    private func things(_ condition: String, of item: Document) throws -> [String] {
        try view.query(
            "SELECT id FROM item WHERE \(condition) AND archived = 0 \(Backlog.order)",
            [.text(Crockford.text(item.id))]
        ).compactMap { identifier($0, "id").map(names.full) }
    }

    private func cards(of document: Document) throws -> [Fact] {
        let cards = try view.cards(of: document).sorted { $0.id < $1.id }
        return fact(
            "contested",
            cards.map { card in
                "\(card.kind.heading): rail conflicts show \(Crockford.text(card.id).prefix(6))"
            })
    }

    private func fact(_ name: String, _ values: [String]) -> [Fact] {
        values.isEmpty ? [] : [Fact(name: name, values: values, isSingle: false)]
    }

    private func add(_ value: String, to name: String, _ facts: inout [Fact]) {
        guard let place = facts.firstIndex(where: { $0.name == name }) else {
            facts += fact(name, [value])
            return
        }
        facts[place] = Fact(name: name, values: facts[place].values + [value], isSingle: false)
    }

    private func identifier(_ row: Record, _ column: String) -> EntityID? {
        row.text(column).flatMap(ReplicaView.identifier)
    }
}
