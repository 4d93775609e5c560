internal import Causality
internal import Projection
internal import History
internal import ReleaseModel
internal import Replication

/// What the workspace has to offer for a word that was begun: each found by an index, none by a walk.
struct CompletionStore {
    private let view: ReplicaView
    private let finder: EntityFinder

    init(_ view: ReplicaView) {
        self.view = view
        finder = EntityFinder(view)
    }

    /// Items: those at the top of the backlog, or those whose id begins so.
    func items(_ prefix: String) throws -> [CompletionCandidate] {
        if prefix.isEmpty {
            return try candidates(
                """
                SELECT id, title AS name FROM item INDEXED BY \(Backlog.index)
                WHERE \(Backlog.open) \(Backlog.order) LIMIT \(CompletionLimits.candidatesMax)
                """)
        }
        return try byIdentifier(prefix, .item)
    }

    /// Things of a kind: by name where they have one, and by id.
    func things(_ prefix: String, _ kind: EntityKind) throws -> [CompletionCandidate] {
        guard kind != .item else { return try items(prefix) }
        let names = try names(prefix, kind)
        return names.isEmpty ? try byIdentifier(prefix, kind) : names
    }

    /// Things of all kinds by id.
    func anything(_ prefix: String) throws -> [CompletionCandidate] {
        guard !prefix.isEmpty else { return try items("") }
        return try EntityKind.allCases.filter { ![.card, .edge].contains($0) }
            .flatMap { try byIdentifier(prefix, $0) }
    }

    func names(_ prefix: String, _ kind: EntityKind) throws -> [CompletionCandidate] {
        let column = TypedTable.column(of: Schema.of(kind).title)
        let table = TypedTable.name(of: kind)
        let rows = try view.query(
            """
            SELECT "\(column)" AS name FROM "\(table)"
            WHERE "\(column)" >= ?1 AND "\(column)" < ?2 AND archived = 0
            ORDER BY "\(column)" LIMIT \(CompletionLimits.candidatesMax)
            """, [.text(prefix), .text(Self.end(of: prefix))])
        let exact = rows.compactMap { $0.text("name") }.map { CompletionCandidate($0, kind.name) }
        guard exact.isEmpty, !prefix.isEmpty else { return exact }
        // In another case: names of teams and trains are few enough to be looked at.
        return try view.query(
            """
            SELECT "\(column)" AS name FROM "\(table)"
            WHERE archived = 0 AND "\(column)" LIKE ? ESCAPE '\\'
            ORDER BY "\(column)" LIMIT \(CompletionLimits.candidatesMax)
            """, [.text(Self.pattern(prefix))]
        ).compactMap { $0.text("name") }.map { CompletionCandidate($0, kind.name) }
    }

    /// Labels that are in use: one step of the index for each, however often it is used.
    func labels(_ prefix: String) throws -> [CompletionCandidate] {
        try view.query(
            """
            WITH RECURSIVE label(value) AS (
              SELECT min(value) FROM element
              WHERE field = 'labels' AND key = '' AND value >= ?1
              UNION ALL
              SELECT (SELECT min(value) FROM element
                WHERE field = 'labels' AND key = '' AND value > label.value)
              FROM label WHERE label.value IS NOT NULL)
            SELECT value AS name FROM label WHERE value IS NOT NULL AND value < ?2
            LIMIT \(CompletionLimits.candidatesMax)
            """, [.text(prefix), .text(Self.end(of: prefix))]
        ).compactMap { $0.text("name") }.map { CompletionCandidate($0, "label") }
    }

    func contexts(_ prefix: String) -> [CompletionCandidate] {
        ContextStore(view.replica).all().filter { $0.name.hasPrefix(prefix) }
            .map { CompletionCandidate($0.name, $0.filter) }
    }

    func cards(_ prefix: String) throws -> [CompletionCandidate] {
        try view.query(
            """
            SELECT id, kind AS name FROM card WHERE id >= ? AND id < ?
            ORDER BY acknowledged, id LIMIT \(CompletionLimits.candidatesMax)
            """, [.text(prefix), .text(Self.end(of: prefix))]
        ).compactMap { row in
            row.text("id").map { CompletionCandidate(String($0.prefix(6)), row.text("name") ?? "") }
        }
    }

    /// One's own newest changes, with what they did.
    func changes(_ prefix: String) throws -> [CompletionCandidate] {
        let me = try view.member()
        var found: [AdmittedChange] = []
        var seen = 0
        try view.walkBack(runLengthMaxBytes: CompletionLimits.runLengthMaxBytes) { change in
            seen += 1
            let isOwn = change.change.header.author == me
            if isOwn, ChangeName.text(change).hasPrefix(prefix) { found.append(change) }
            return seen < CompletionLimits.changesMax
        }
        return try found.map { CompletionCandidate(ChangeName.text($0), try summary(of: $0)) }
    }

    private func summary(of change: AdmittedChange) throws -> String {
        let operations = change.change.operations
        guard operations.count > CompletionLimits.operationsMax else {
            var elements = ElementNames()
            let entry = try ChangeLines(view, only: nil).entry(change, &elements)
            return entry?.things.map(\.line).joined(separator: "; ") ?? ""
        }
        let id = try view.entity(
            createdBy: operations[0].verb == .create
                ? OperationID(change.dot, 0) : operations[0].target)
        return (id.map { ThingNames(view).title($0) + ", " } ?? "")
            + "\(Counted(operations.count, "write"))"
    }

    private func byIdentifier(
        _ prefix: String, _ kind: EntityKind
    ) throws -> [CompletionCandidate] {
        guard let normal = Crockford.normalized(prefix),
            let range = Crockford.range(ofPrefix: normal, as: EntityID.self)
        else { return [] }
        let column = TypedTable.column(of: Schema.of(kind).title)
        let table = TypedTable.name(of: kind)
        return try candidates(
            """
            SELECT thing.id AS id, thing."\(column)" AS name
            FROM entity CROSS JOIN "\(table)" AS thing ON thing.n = entity.n
            WHERE entity.id BETWEEN ? AND ? AND entity.kind = \(kind.rawValue)
            LIMIT \(CompletionLimits.candidatesMax)
            """, [.bytes(range.lowerBound.bytes), .bytes(range.upperBound.bytes)],
            atLeast: normal)
    }

    /// Rows with an id and a name, the id as short as it is unique, and no shorter than what was typed.
    private func candidates(
        _ sql: String, _ arguments: [Record.Field] = [], atLeast typed: String = ""
    ) throws -> [CompletionCandidate] {
        try view.query(sql, arguments).compactMap { row in
            guard let text = row.text("id"), let id = ReplicaView.identifier(text) else {
                return nil
            }
            let shown = finder.shown(id)
            return CompletionCandidate(
                shown.hasPrefix(typed) ? shown : text, row.text("name") ?? "")
        }
    }

    /// What comes after every text that begins so.
    private static func end(of prefix: String) -> String { prefix + "\u{10ffff}" }

    private static func pattern(_ prefix: String) -> String {
        prefix.reduce(into: "") { pattern, character in
            if "%_\\".contains(character) { pattern += "\\" }
            pattern.append(character)
        } + "%"
    }
}
