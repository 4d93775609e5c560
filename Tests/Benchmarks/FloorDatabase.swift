import GRDBSQLite

/// One plain table of cells through SQLite's C interface: no history, no names, the least that a merge can cost.
final class FloorDatabase {
    private static let table = """
        CREATE TABLE cell(item INTEGER NOT NULL, field INTEGER NOT NULL, hlc INTEGER NOT NULL,
          val TEXT NOT NULL, PRIMARY KEY(item, field)) WITHOUT ROWID
        """
    private static let upsert = """
        INSERT INTO cell(item, field, hlc, val) VALUES (?, ?, ?, ?)
        ON CONFLICT(item, field) DO UPDATE SET hlc = excluded.hlc, val = excluded.val
        WHERE excluded.hlc > hlc
        """

    /// One cell with the clock of the write that it holds.
    struct Cell {
        let item: Int
        let field: Int
        let clock: Int64
        let value: [UInt8]
    }

    private let connection: OpaquePointer

    init(_ path: String) throws {
        var connection: OpaquePointer?
        guard sqlite3_open(path, &connection) == SQLITE_OK, let connection else {
            throw BenchmarkFailure("\(path) cannot be opened")
        }
        self.connection = connection
        try run("PRAGMA journal_mode = WAL")
        try run("PRAGMA synchronous = FULL")
        try run("PRAGMA cache_size = -65536")
    }

    deinit { sqlite3_close(connection) }

    func makeTable() throws { try run(Self.table) }

    func checkpoint() throws { try run("PRAGMA wal_checkpoint(TRUNCATE)") }

    /// Takes cells in, the later clock winning, in one transaction.
    func merge(_ cells: [Cell]) throws {
        try run("BEGIN IMMEDIATE")
        let statement = try prepare(Self.upsert)
        defer { sqlite3_finalize(statement) }
        for cell in cells {
            sqlite3_bind_int64(statement, 1, Int64(cell.item))
            sqlite3_bind_int64(statement, 2, Int64(cell.field))
            sqlite3_bind_int64(statement, 3, cell.clock)
            try cell.value.withUnsafeBytes { bytes in
                sqlite3_bind_text(
                    statement, 4, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                    Int32(bytes.count), nil)
                guard sqlite3_step(statement) == SQLITE_DONE else { throw failure }
            }
            sqlite3_reset(statement)
        }
        try run("COMMIT")
    }

    /// The cells that anybody but this replica wrote last since the base.
    func changed(except replica: Int) throws -> [Cell] {
        let statement = try prepare(
            "SELECT item, field, hlc, val FROM cell WHERE hlc >= 0 AND hlc % 16 <> ?")
        defer { sqlite3_finalize(statement) }
        sqlite3_bind_int64(statement, 1, Int64(replica))
        return try rows(of: statement)
    }

    func cells() throws -> [Cell] {
        let statement = try prepare("SELECT item, field, hlc, val FROM cell")
        defer { sqlite3_finalize(statement) }
        return try rows(of: statement)
    }

    private func rows(of statement: OpaquePointer) throws -> [Cell] {
        var cells: [Cell] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            let count = Int(sqlite3_column_bytes(statement, 3))
            let text = sqlite3_column_text(statement, 3)
            cells.append(
                Cell(
                    item: Int(sqlite3_column_int64(statement, 0)),
                    field: Int(sqlite3_column_int64(statement, 1)),
                    clock: sqlite3_column_int64(statement, 2),
                    value: Array(UnsafeBufferPointer(start: text, count: count))))
        }
        return cells
    }

    private func prepare(_ sql: String) throws -> OpaquePointer {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement
        else { throw failure }
        return statement
    }

    private func run(_ sql: String) throws {
        guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw failure }
    }

    private var failure: BenchmarkFailure {
        BenchmarkFailure("floor: \(String(cString: sqlite3_errmsg(connection)))")
    }
}
