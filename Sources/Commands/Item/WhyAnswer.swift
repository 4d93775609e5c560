internal import Causality
internal import ReleaseModel
internal import Replication

/// Why an item is ready or not, and how urgent it is.
struct WhyAnswer {
    private let item: EntityID
    private let readiness: Readiness
    private let neighbours: Neighbours
    private let urgency: Urgency
    private let names: ThingNames

    /// Nil where there is no such item in the tables.
    init?(_ item: EntityID, _ view: ReplicaView, _ environment: ReplicaEnvironment) throws {
        let record = try view.query(
            """
            SELECT state, type, priority, assignee, due, milestone, train, "release", created_at,
              archived
            FROM item WHERE n = (SELECT n FROM entity WHERE id = ?)
            """, [.bytes(item.bytes)]
        ).first
        guard let record else { return nil }
        self.item = item
        names = ThingNames(view)
        neighbours = try Neighbours(of: item, view)
        var reading = try UrgencyReading(view, environment)
        urgency = reading.urgency(
            of: record, blockers: neighbours.blockers.count, waiting: neighbours.waiting.count)
        readiness = Readiness(
            state: record.text("state") ?? "", holder: reading.holder(record),
            blockers: neighbours.blockers.count, isArchived: record.integer("archived") == 1)
    }

    func print(to output: Output) {
        output.text(names.full(item))
        output.line(readiness.sentence)
        for (head, list) in [
            ("waits for", neighbours.blockers), ("waited for", neighbours.finished),
            ("awaited by", neighbours.waiting),
        ] {
            for neighbour in list {
                output.text(
                    "\(head) \(names.full(neighbour.id)), \(neighbour.state)", indent: 2)
            }
        }
        for neighbour in neighbours.suspended {
            output.text(
                "does not wait for \(names.full(neighbour.id)): that relation is suspended, since it "
                    + "would close a circle (rail keep \(names.id(neighbour.edge)))", indent: 2)
        }
        output.line("urgency \(urgency.sum)")
        for share in urgency.shares {
            let points = String(share.points)
            let margin = String(repeating: " ", count: max(0, 4 - points.count))
            output.text(
                "\(margin)\(points)  \(TextWidth.padded(share.term.rawValue, to: 8))  \(share.cause)",
                indent: 2)
        }
    }

    var json: [(String, JSONValue)] {
        [
            ("id", .string(Crockford.text(item))), ("title", .string(names.title(item))),
            ("ready", .bool(readiness == .ready)), ("readiness", .string(readiness.rawValue)),
            ("waitsFor", list(neighbours.blockers)), ("waitedFor", list(neighbours.finished)),
            ("suspended", list(neighbours.suspended)), ("awaitedBy", list(neighbours.waiting)),
            ("urgency", urgency.json),
        ]
    }

    private func list(_ neighbours: [Neighbours.Neighbour]) -> JSONValue {
        .array(
            neighbours.map { neighbour in
                .object([
                    ("id", .string(Crockford.text(neighbour.id))),
                    ("title", .string(names.title(neighbour.id))),
                    ("state", .string(neighbour.state)),
                    ("edge", .string(Crockford.text(neighbour.edge))),
                ])
            })
    }
}
