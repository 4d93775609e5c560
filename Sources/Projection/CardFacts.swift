internal import Causality
internal import GRDB
internal import Lattice
internal import ReleaseModel

/// What the rules over many documents need to know, fetched from the tables.
struct CardFacts {
    private let db: Database
    private let documents: ProjectedDocuments
    private let row: TypedRow

    init(_ db: Database, documents: ProjectedDocuments, row: TypedRow) {
        self.db = db
        self.documents = documents
        self.row = row
    }

    static func identifier(_ text: String) -> EntityID? {
        guard text.utf8.count == Crockford.identifierLength else { return nil }
        return Crockford.range(ofPrefix: text, as: EntityID.self)?.lowerBound
    }

    private func identifiers(_ sql: String, _ arguments: StatementArguments = []) throws
        -> [EntityID]
    {
        try String.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
            .compactMap { Self.identifier($0) }
    }

    // Edges

    /// The items at both ends of these edges; ids that are no edge are passed over.
    func endpoints(of edges: [String]) throws -> [EntityID] {
        var ends: [EntityID] = []
        for edge in edges {
            for column in ["from_item", "to_item"] {
                ends += try identifiers(
                    "SELECT \(column) FROM edge WHERE id = ? AND \(column) IS NOT NULL", [edge])
            }
        }
        return ends
    }

    /// The live blocking edges that can be walked to from some items.
    func blockingEdges(reachableFrom seeds: [EntityID]) throws
        -> [BlockingCycles.BlockingEdge]
    {
        var edges: [BlockingCycles.BlockingEdge] = []
        var visited = Set(seeds)
        var waiting = seeds
        while let item = waiting.popLast() {
            let ids = try identifiers(
                """
                SELECT edge.id FROM edge JOIN element
                  ON element.entity = edge.n AND element.field = 'presence'
                WHERE from_item = ? AND kind = 'blocks' AND archived = 0
                """, [Crockford.text(item)])
            for id in ids {
                guard let document = try documents.document(id), let edge = edge(document) else {
                    continue
                }
                edges.append(edge)
                if visited.insert(edge.target).inserted { waiting.append(edge.target) }
            }
        }
        var seen: Set<EntityID> = []
        return edges.filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
    }

    private func edge(_ document: Document) -> BlockingCycles.BlockingEdge? {
        let live = document.writes(CellAddress(Edge.presence.number))
        guard let source = document.value(Edge.source)?.entityValue,
            let target = document.value(Edge.target)?.entityValue,
            let latest = live.max(by: { $0.losesTo($1) })
        else { return nil }
        return BlockingCycles.BlockingEdge(
            id: document.id, source: source, target: target, stamp: latest.stamp,
            operation: latest.id)
    }

    // Parents

    /// The moves met on the way up from some items, by both the shown and the previous parents.
    func parentMoves(from items: [EntityID]) throws -> [ParentLoops.ParentMove] {
        var moves: [EntityID: ParentLoops.ParentMove] = [:]
        var visited = Set(items)
        var waiting = items
        while let item = waiting.popLast() {
            guard let document = try documents.document(item),
                let move = ParentLoops.ParentMove(document)
            else { continue }
            moves[item] = move
            for next in [move.parent, move.previous].compactMap({ $0 })
            where visited.insert(next).inserted {
                waiting.append(next)
            }
        }
        return moves.values.sorted { $0.item < $1.item }
    }

    // Freezes

    func bookings() throws -> [FreezeClash.Booking] {
        let ids = try identifiers(
            """
            SELECT id FROM "release"
            WHERE window_start IS NOT NULL AND archived = 0
              AND phase NOT IN ('shipped', 'verified', 'closed', 'withdrawn', 'abandoned')
            ORDER BY id
            """)
        return try ids.compactMap { id in
            guard let document = try documents.document(id),
                let write = document.shown(Release.window),
                let interval = Window(write.value)?.interval(row.zones, reader: nil)
            else { return nil }
            return FreezeClash.Booking(
                release: id, scope: try scope(of: document), interval: interval,
                operation: write.id)
        }
    }

    /// What a freeze's scope can name of a release: its train, its service, and that service's team.
    private func scope(of release: Document) throws -> Set<EntityID> {
        var scope: Set<EntityID> = [release.id]
        if let train = release.value(Release.train)?.entityValue { scope.insert(train) }
        guard let service = release.value(Release.service)?.entityValue else { return scope }
        scope.insert(service)
        if let team = try documents.document(service)?.value(Service.team)?.entityValue {
            scope.insert(team)
        }
        return scope
    }

    func spans() throws -> [FreezeClash.Span] {
        let ids = try identifiers(
            "SELECT id FROM freeze WHERE archived = 0 AND state = 'in-force' ORDER BY id")
        return try ids.compactMap { id in
            guard let document = try documents.document(id),
                let window = FreezeWindow.inForce(
                    document, zones: row.zones, reader: nil)?.window,
                let interval = window.interval(row.zones, reader: nil)
            else { return nil }
            return FreezeClash.Span(
                freeze: id, scope: Set(document.elements(Freeze.scope).compactMap(\.entityValue)),
                interval: interval,
                operations: document.writes(CellAddress(Freeze.window.number)).map(\.id))
        }
    }

    // Milestones and names

    func marks() throws -> [MilestoneOrder.Mark] {
        let ids = try identifiers(
            """
            SELECT id FROM milestone
            WHERE archived = 0 AND train IS NOT NULL AND when_utc IS NOT NULL ORDER BY id
            """)
        return try ids.compactMap { id in
            guard let document = try documents.document(id),
                let train = document.value(Milestone.train)?.entityValue,
                let kind = document.string(Milestone.kind),
                let write = document.shown(Milestone.when),
                let instant = Moment(write.value)?.start(row.zones, reader: nil)
            else { return nil }
            return MilestoneOrder.Mark(
                milestone: id, train: train, kind: kind, instant: instant, operation: write.id)
        }
    }

    /// The bearers of names that stand more than once; unique ones need no look.
    func bearers(_ kind: EntityKind) throws -> [UniqueNames.Bearer] {
        let table = TypedTable.name(of: kind)
        let title = Schema.of(kind).title
        let column = TypedTable.column(of: title)
        let realm = kind == .release ? ", service, train" : ""
        let ids = try identifiers(
            """
            SELECT id FROM "\(table)" WHERE archived = 0 AND \(column) IN (
              SELECT \(column) FROM "\(table)" WHERE archived = 0
              GROUP BY \(column)\(realm) HAVING count(*) > 1)
            ORDER BY id
            """)
        return try ids.compactMap { id in
            guard let document = try documents.document(id), let write = document.shown(title),
                let name = write.value.textValue
            else { return nil }
            let realm =
                kind == .release
                ? [Release.service, Release.train].map {
                    document.value($0)?.entityValue ?? EntityID(high: 0, low: 0)
                } : []
            return UniqueNames.Bearer(
                entity: id, kind: kind, realm: realm, name: name, operation: write.id)
        }
    }
}
