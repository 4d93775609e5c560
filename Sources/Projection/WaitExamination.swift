internal import Causality
internal import GRDB
internal import ReleaseModel

/// Compares what `WaitBoard` keeps of items with what all rows say, counted anew and without it.
struct WaitExamination {
    private let db: Database
    private let documents: ProjectedDocuments

    init(_ db: Database) {
        self.db = db
        documents = ProjectedDocuments(db)
    }

    func damage() throws -> [RowDamage] { try names() + states() + waits() + counts() }

    private func names() throws -> [RowDamage] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, stands_for FROM item NOT INDEXED
                WHERE merged_into IS NOT NULL OR stands_for IS NOT NULL ORDER BY id
                """)
        let aliases = try Aliases(from: rows.compactMap { CardFacts.identifier($0["id"]) }) {
            try documents.document($0)
        }
        return rows.compactMap { row in
            guard let id = CardFacts.identifier(row["id"]) else { return nil }
            let expected = aliases.isAlias(id) ? Crockford.text(aliases.resolve(id)) : nil
            return expected == row["stands_for"] ? nil : differs(row["id"], "stands_for")
        }
    }

    private func states() throws -> [RowDamage] {
        try String.fetchAll(
            db, sql: "SELECT id FROM item NOT INDEXED WHERE open <> \(WaitBoard.isOpen) ORDER BY id"
        ).map { differs($0, "open") }
    }

    /// What relations say of open items, by their ends as they are named.
    private static let expected = """
        WITH named(id, n) AS MATERIALIZED (
          SELECT item.id, target.n
          FROM item JOIN item AS target ON target.id = coalesce(item.stands_for, item.id)
          WHERE target.open = 1),
        expected(edge, waiter, blocker) AS MATERIALIZED (
          SELECT edge.n, onto.n, source.n FROM edge
            JOIN named AS onto ON onto.id = to_item JOIN named AS source ON source.id = from_item
          WHERE onto.n <> source.n AND \(WaitBoard.blocks))
        """

    private func waits() throws -> [RowDamage] {
        try relations(in: "expected", notIn: "wait").map { RowDamage("wait", $0, .absent) }
            + relations(in: "wait", notIn: "expected").map { RowDamage("wait", $0, .leftOver) }
    }

    private func relations(in one: String, notIn other: String) throws -> [String] {
        try Int64.fetchAll(
            db,
            sql: """
                \(Self.expected)
                SELECT edge FROM (
                  SELECT edge, waiter, blocker FROM \(one)
                  EXCEPT SELECT edge, waiter, blocker FROM \(other)) ORDER BY edge
                """
        ).map { String($0) }
    }

    private func counts() throws -> [RowDamage] {
        try ["blockers": ("waiter", "blocker"), "waiting": ("blocker", "waiter")]
            .sorted { $0.key < $1.key }
            .flatMap { column, ends in
                try String.fetchAll(
                    db,
                    sql: """
                        \(Self.expected),
                        counted(n, number) AS MATERIALIZED (
                          SELECT \(ends.0), count(DISTINCT \(ends.1)) FROM expected GROUP BY 1)
                        SELECT id FROM item LEFT JOIN counted USING (n)
                        WHERE \(column) <> coalesce(number, 0) ORDER BY id
                        """
                ).map { differs($0, column) }
            }
    }

    private func differs(_ id: String, _ column: String) -> RowDamage {
        RowDamage("item", id, .differs(column: column))
    }
}
