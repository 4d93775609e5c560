package import GRDB
internal import ReleaseModel

/// The tables of a replica that are derived from its history: typed, documented, always rebuildable.
///
/// `entity`, `creation`, `document` and `knowledge` are what the fold works on. One table a kind (`item`, `release`,
/// `calendar_entry` ...) is for people and tools: ids are the text that commands show, times are civil
/// text with minutes since 1970 UTC beside it. `Schema` decides the columns, so a new field is one line there.
///
/// The view `card` has all open cards, those that follow from one document (rule `own`, kept by
/// `DocumentCards`) and those of rules over many (kept by `CardBoard`).
package enum ProjectionTables {
    /// Raised when the shape changes, or what fills it; replicas with older ones rebuild from history.
    package static let version = 8

    package static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE entity(
                  n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL,
                  kind INTEGER NOT NULL) STRICT;
                CREATE TABLE creation(
                  stream BLOB NOT NULL, sequence INTEGER NOT NULL, place INTEGER NOT NULL,
                  entity INTEGER NOT NULL,
                  PRIMARY KEY(stream, sequence, place)) STRICT, WITHOUT ROWID;
                CREATE TABLE document(n INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
                CREATE TABLE knowledge(
                  branch BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT, WITHOUT ROWID;
                CREATE TABLE element(
                  entity INTEGER NOT NULL, place INTEGER NOT NULL, field TEXT NOT NULL,
                  key TEXT NOT NULL, value TEXT, author TEXT, at INTEGER,
                  PRIMARY KEY(entity, place)) STRICT, WITHOUT ROWID;
                CREATE INDEX element_value ON element(field, value) WHERE key = '';
                CREATE TABLE document_card(
                  n INTEGER PRIMARY KEY,
                  entity INTEGER NOT NULL AS (n >> \(DocumentCards.placeBits)),
                  id TEXT NOT NULL, kind TEXT NOT NULL, field TEXT, in_force INTEGER, reading TEXT,
                  settle TEXT, acknowledged INTEGER NOT NULL) STRICT;
                CREATE TABLE rule_card(
                  id TEXT PRIMARY KEY, kind TEXT NOT NULL, rule TEXT NOT NULL,
                  subject TEXT NOT NULL, subjects TEXT NOT NULL, field TEXT,
                  competing TEXT NOT NULL, options TEXT NOT NULL, reading TEXT NOT NULL,
                  settle TEXT NOT NULL, alternatives TEXT NOT NULL,
                  acknowledged INTEGER NOT NULL DEFAULT 0) STRICT;
                CREATE INDEX rule_card_rule ON rule_card(rule);
                CREATE TABLE suspended_edge(id TEXT PRIMARY KEY) STRICT;
                CREATE TABLE void_operation(
                  stream TEXT NOT NULL, sequence INTEGER NOT NULL, place INTEGER NOT NULL,
                  entity TEXT, field TEXT, reason TEXT NOT NULL,
                  PRIMARY KEY(stream, sequence, place)) STRICT, WITHOUT ROWID;
                """)
        for schema in Schema.all { try create(TypedTable.of(schema), db) }
        for index in indexes + WaitBoard.tables { try db.execute(sql: index) }
        try db.execute(sql: cards)
    }

    private static let cards = """
        CREATE VIEW card AS
          SELECT document_card.id, document_card.kind, '\(DocumentCards.rule)' AS rule,
            entity.name AS subject, field,
            coalesce(reading, '\(FieldClash.latestIsShown.replacing("'", with: "''"))') AS reading,
            coalesce(settle, 'rail conflicts settle ' || document_card.id || ' --take ' || in_force)
              AS settle,
            acknowledged
          FROM document_card JOIN entity ON entity.n = document_card.entity
          UNION ALL
          SELECT id, kind, rule, subject, field, reading, settle, acknowledged FROM rule_card
        """

    package static func drop(_ db: Database) throws {
        // Before version 4 a table bore the name that is a view's now.
        let isView = "SELECT 1 FROM sqlite_schema WHERE name = 'card' AND type = 'view'"
        let card = try Bool.fetchOne(db, sql: isView) ?? false ? "VIEW" : "TABLE"
        try db.execute(sql: "DROP \(card) IF EXISTS card")
        let names =
            [
                "entity", "creation", "document", "knowledge", "element", "document_card",
                "rule_card", "suspended_edge", "void_operation", "wait",
            ]
            + Schema.all.map { TypedTable.of($0).name }
        for name in names { try db.execute(sql: "DROP TABLE IF EXISTS \"\(name)\"") }
    }

    private static func create(_ table: TypedTable, _ db: Database) throws {
        let columns = table.columns.map { "\"\($0.name)\" \($0.type.rawValue)" }
        try db.execute(
            sql: "CREATE TABLE \"\(table.name)\"(n INTEGER PRIMARY KEY, "
                + (TypedTable.fixed + columns + table.kept).joined(separator: ", ") + ") STRICT")
    }

    /// What the everyday lists and the card rules ask for.
    private static let indexes = [
        // What the lists of work ask, so that their items are counted without a look at the rows; `open` is
        // in it only because SQLite 3.40 would look it up otherwise.
        """
        CREATE INDEX item_open ON item(open, state, blockers, waiting, assignee) WHERE open = 1
        """,
        "CREATE INDEX item_awaited ON item(waiting) WHERE waiting > 0",
        // The order of `rail ls`, of what is open: a page of it is found without sorting all.
        """
        CREATE INDEX item_backlog ON item(
          rank IS NULL, rank, due IS NULL, due_utc, created_at, id) WHERE open = 1
        """,
        "CREATE INDEX item_parent ON item(parent) WHERE parent IS NOT NULL",
        "CREATE INDEX item_merged ON item(merged_into) WHERE merged_into IS NOT NULL",
        "CREATE INDEX item_assignee ON item(assignee) WHERE assignee IS NOT NULL",
        "CREATE INDEX edge_from ON edge(from_item)",
        "CREATE INDEX edge_to ON edge(to_item)",
        "CREATE INDEX release_window ON \"release\"(window_start) WHERE window_start IS NOT NULL",
        "CREATE INDEX release_version ON \"release\"(service, version)",
        "CREATE INDEX release_train ON \"release\"(train)",
        "CREATE INDEX train_name ON train(name)",
        "CREATE INDEX team_name ON team(name)",
        "CREATE INDEX service_name ON service(name)",
        "CREATE INDEX person_name ON person(name)",
        "CREATE INDEX view_name ON \"view\"(name)",
        "CREATE INDEX milestone_train ON milestone(train)",
    ]
}
