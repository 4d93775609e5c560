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
    func endpoints(of edges: [EntityID]) throws -> [EntityID] {
        var ends: [EntityID] = []
        for edge in edges {
            guard let number = try documents.number(of: edge) else { continue }
            for column in ["from_item", "to_item"] {
                ends += try identifiers(
                    "SELECT \(column) FROM edge WHERE n = ? AND \(column) IS NOT NULL", [number])
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
                guard let document = try documents.document(id),
                    let edge = BlockingCycles.BlockingEdge(document)
                else { continue }
                edges.append(edge)
                if visited.insert(edge.target).inserted { waiting.append(edge.target) }
            }
        }
        var seen: Set<EntityID> = []
        return edges.filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
    }

    /// The live relations with an end that somebody merged into something else.
    func edgesOfMergedItems() throws -> [Document] {
        try identifiers(
            """
            WITH merged AS (SELECT id FROM item WHERE merged_into IS NOT NULL)
            SELECT edge.id FROM edge JOIN element
              ON element.entity = edge.n AND element.field = 'presence'
            WHERE archived = 0
              AND (from_item IN (SELECT id FROM merged) OR to_item IN (SELECT id FROM merged))
            ORDER BY edge.id
            """
        ).compactMap { try documents.document($0) }
    }

    // Parents

    func parentMoves(from items: [EntityID]) throws -> [ParentLoops.ParentMove] {
        try ParentLoops.moves(from: items) { try documents.document($0) }
    }

    // Freezes

    func bookings() throws -> [FreezeClash.Booking] {
        try identifiers(
            """
            SELECT id FROM "release"
            WHERE window_start IS NOT NULL AND archived = 0 ORDER BY id
            """
        ).compactMap { id in
            try documents.document(id).flatMap { document in
                try FreezeClash.Booking(document, zones: row.zones) { service in
                    try documents.document(service)?.value(Service.team)?.entityValue
                }
            }
        }
    }

    func spans() throws -> [FreezeClash.Span] {
        try identifiers(
            "SELECT id FROM freeze WHERE archived = 0 AND state = 'in-force' ORDER BY id"
        ).compactMap { id in
            try documents.document(id).flatMap { FreezeClash.Span($0, zones: row.zones) }
        }
    }

    // Milestones and names

    func marks() throws -> [MilestoneOrder.Mark] {
        try identifiers(
            """
            SELECT id FROM milestone
            WHERE archived = 0 AND train IS NOT NULL AND when_utc IS NOT NULL ORDER BY id
            """
        ).compactMap { id in
            try documents.document(id).flatMap { MilestoneOrder.Mark($0, zones: row.zones) }
        }
    }

    /// The bearers of names that stand more than once; unique ones need no look.
    func bearers(_ kind: EntityKind) throws -> [UniqueNames.Bearer] {
        let table = TypedTable.name(of: kind)
        let column = TypedTable.column(of: Schema.of(kind).title)
        let realm = kind == .release ? ", service, train" : ""
        return try identifiers(
            """
            SELECT id FROM "\(table)" WHERE archived = 0 AND \(column) IN (
              SELECT \(column) FROM "\(table)" WHERE archived = 0
              GROUP BY \(column)\(realm) HAVING count(*) > 1)
            ORDER BY id
            """
        ).compactMap { id in
            try documents.document(id).flatMap { UniqueNames.Bearer($0) }
        }
    }
}
