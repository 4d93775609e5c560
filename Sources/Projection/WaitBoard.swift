internal import Causality
internal import GRDB
internal import Lattice
internal import ReleaseModel

/// Keeps what every list of work asks of an item: whether it is open, how many open items it waits for, and
/// how many wait for it.
///
/// Of a hundred thousand items a list shows some; to count what each waits for when the list is asked for
/// would read every relation first. So the counts are kept, and brought up to date by what was touched:
///
///     merge written ──▶ stands_for differs ─┐
///     row written ────▶ open differs ───────┤
///     edge written, suspended, resumed ─────┴▶ relations there ─▶ `wait` ─▶ counts at both ends
///
/// `doctor` compares all of it with what the rows say (`WaitExamination`).
struct WaitBoard {
    /// The columns of an item that are kept here; the row of its own fields is written without them.
    static let columns = [
        "open INTEGER NOT NULL DEFAULT 0", "blockers INTEGER NOT NULL DEFAULT 0",
        "waiting INTEGER NOT NULL DEFAULT 0", "stands_for TEXT",
    ]

    /// Says of a row whether something is left to do there; as the index of rows to be looked at says it.
    static let isOpen = """
        (archived = 0 AND stands_for IS NULL AND coalesce(state NOT IN (\
        \(Readiness.finishedStates.map { "'\($0)'" }.joined(separator: ", "))), 0))
        """

    /// Says of a row of the edge table that one of its items waits for the other, if both are open.
    static let blocks = """
        edge.kind = 'blocks' AND edge.archived = 0
          AND edge.id NOT IN (SELECT id FROM suspended_edge)
          AND EXISTS (SELECT 1 FROM element WHERE entity = edge.n AND field = 'presence')
        """

    static let tables = [
        """
        CREATE TABLE wait(
          edge INTEGER PRIMARY KEY, waiter INTEGER NOT NULL, blocker INTEGER NOT NULL) STRICT
        """,
        "CREATE INDEX wait_waiter ON wait(waiter, blocker)",
        "CREATE INDEX wait_blocker ON wait(blocker, waiter)",
        // Holds nothing but what a fold wrote and was not looked at: to find it costs nothing.
        "CREATE INDEX item_flipped ON item(id) WHERE open <> \(isOpen)",
        "CREATE INDEX item_stands_for ON item(stands_for) WHERE stands_for IS NOT NULL",
    ]

    private let db: Database
    private let documents: ProjectedDocuments
    private let relation: LazyStatement
    private let item: LazyStatement
    private let standing: LazyStatement
    private let removal: LazyStatement
    private let insertion: LazyStatement
    private let count: LazyStatement
    private let unsettled: LazyStatement
    private let naming: LazyStatement
    private let others: LazyStatement

    init(_ db: Database, documents: ProjectedDocuments) {
        self.db = db
        self.documents = documents
        relation = LazyStatement(
            db, "SELECT from_item, to_item FROM edge WHERE n = ? AND \(Self.blocks)")
        item = LazyStatement(db, "SELECT open, stands_for FROM item WHERE n = ?")
        standing = LazyStatement(db, "SELECT waiter, blocker FROM wait WHERE edge = ?")
        removal = LazyStatement(db, "DELETE FROM wait WHERE edge = ?")
        insertion = LazyStatement(db, "INSERT INTO wait(edge, waiter, blocker) VALUES (?, ?, ?)")
        unsettled = LazyStatement(
            db, "SELECT id FROM item INDEXED BY item_flipped WHERE open <> \(Self.isOpen)")
        naming = LazyStatement(
            db,
            """
            SELECT n FROM edge WHERE from_item = ?1
            UNION ALL SELECT n FROM edge WHERE to_item = ?1
            """)
        others = LazyStatement(db, "SELECT id FROM item WHERE stands_for = ?")
        count = LazyStatement(
            db,
            """
            UPDATE item SET
              blockers = (SELECT count(DISTINCT blocker) FROM wait WHERE waiter = item.n),
              waiting = (SELECT count(DISTINCT waiter) FROM wait WHERE blocker = item.n)
            WHERE n = ?
            """)
    }

    /// Brings everything up to date after rows were written, with the relations that were touched or whose
    /// suspension changed.
    func refresh(edges: [EntityID], holdsMerge: Bool) throws {
        let moved = try holdsMerge || holdsFormerAlias() ? moveAliases() : []
        let flipped = try flip()
        var relations = Set(try edges.compactMap { try documents.number(of: $0) })
        for name in moved { relations.formUnion(try relationsNaming(name)) }
        for name in flipped {
            relations.formUnion(try relationsNaming(name))
            for alias in try aliases(of: name) {
                relations.formUnion(try relationsNaming(alias))
            }
        }
        var items: Set<Int64> = []
        for edge in relations.sorted() { try judge(edge, &items) }
        for number in items.sorted() {
            let count = try count()
            count.bind(1, number)
            try count.run()
        }
    }

    /// Says whether a merge was taken back: its document may say nothing of it any longer.
    private func holdsFormerAlias() throws -> Bool {
        let sql = "SELECT 1 FROM item WHERE stands_for IS NOT NULL AND merged_into IS NULL LIMIT 1"
        return try Int64.fetchOne(db.cachedStatement(sql: sql)) != nil
    }

    /// Notes what every merged item stands for in the end; the names of those that changed.
    private func moveAliases() throws -> [String] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, stands_for FROM item WHERE merged_into IS NOT NULL
                UNION SELECT id, stands_for FROM item WHERE stands_for IS NOT NULL
                """)
        let merged = rows.compactMap { row in
            CardFacts.identifier(row["id"]).map { id in
                (id: id, standsFor: row["stands_for"] as String?)
            }
        }
        let aliases = try Aliases(from: merged.map(\.id)) { try documents.document($0) }
        var moved: [String] = []
        for (id, standsFor) in merged {
            let target = aliases.isAlias(id) ? Crockford.text(aliases.resolve(id)) : nil
            guard target != standsFor, let number = try documents.number(of: id) else { continue }
            try db.cachedStatement(sql: "UPDATE item SET stands_for = ? WHERE n = ?")
                .execute(arguments: [target, number])
            moved.append(Crockford.text(id))
        }
        return moved
    }

    /// Opens and closes what is marked otherwise than its row says; the names of those.
    private func flip() throws -> [String] {
        let names = try texts(of: unsettled())
        guard !names.isEmpty else { return [] }
        try db.execute(
            sql: """
                UPDATE item INDEXED BY item_flipped SET open = 1 - open
                WHERE open <> \(Self.isOpen)
                """)
        return names
    }

    private func relationsNaming(_ name: String) throws -> [Int64] {
        let naming = try naming()
        naming.bind(1, name)
        var numbers: [Int64] = []
        try naming.rows { row in
            numbers.append(row.number(0))
            return true
        }
        return numbers
    }

    private func aliases(of name: String) throws -> [String] {
        let others = try others()
        others.bind(1, name)
        return try texts(of: others)
    }

    private func texts(of statement: TableStatement) throws -> [String] {
        var texts: [String] = []
        try statement.rows { row in
            texts.append(row.text(0))
            return true
        }
        return texts
    }

    /// Keeps one relation among those that count where it does, and notes the items whose counts it changes.
    private func judge(_ edge: Int64, _ items: inout Set<Int64>) throws {
        let standing = try standing()
        standing.bind(1, edge)
        let before = try standing.first { [$0.number(0), $0.number(1)] }
        let after = try ends(of: edge)
        guard before != after else { return }
        items.formUnion(before ?? [])
        items.formUnion(after ?? [])
        if before != nil {
            let removal = try removal()
            removal.bind(1, edge)
            try removal.run()
        }
        guard let after else { return }
        let insertion = try insertion()
        insertion.bind(1, edge)
        insertion.bind(2, after[0])
        insertion.bind(3, after[1])
        try insertion.run()
    }

    /// The item that waits by a relation and the one that it waits for; nil where none does.
    private func ends(of edge: Int64) throws -> [Int64]? {
        let relation = try relation()
        relation.bind(1, edge)
        guard let (from, to) = try relation.first({ ($0.text(0), $0.text(1)) }),
            let waiter = try openItem(to), let blocker = try openItem(from), waiter != blocker
        else { return nil }
        return [waiter, blocker]
    }

    /// The row of what a name stands for; nil where that is not open.
    private func openItem(_ name: String) throws -> Int64? {
        guard let found = try entry(name) else { return nil }
        guard let target = found.standsFor else { return found.isOpen ? found.number : nil }
        return try entry(target).flatMap { $0.isOpen ? $0.number : nil }
    }

    private func entry(
        _ name: String
    ) throws -> (number: Int64, isOpen: Bool, standsFor: String?)? {
        guard let id = CardFacts.identifier(name), let number = try documents.number(of: id) else {
            return nil
        }
        let item = try item()
        item.bind(1, number)
        return try item.first {
            (number, $0.number(0) == 1, $0.isNull(1) ? nil : $0.text(1))
        }
    }
}
