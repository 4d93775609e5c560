internal import GRDB
internal import GRDBSQLite

/// A statement that a fold runs for thousands of rows, its values bound as they are.
///
/// GRDB's own way makes a list of boxed values for each row, which took longer than SQLite did to write it.
/// What is read and written here stays inside one transaction, and ends before anything else is asked.
struct TableStatement {
    private let statement: Statement
    private let handle: OpaquePointer

    /// SQLite copies what is bound: nothing here outlives the call.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ db: Database, _ sql: String) throws {
        statement = try db.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    // Places count from 1, columns from 0, as SQLite's do.

    func bind(_ place: Int32, _ number: Int64) { sqlite3_bind_int64(handle, place, number) }

    func bind(_ place: Int32, _ number: Int64?) {
        if let number { bind(place, number) } else { sqlite3_bind_null(handle, place) }
    }

    func bind(_ place: Int32, _ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            _ = sqlite3_bind_blob64(
                handle, place, bytes.baseAddress, UInt64(bytes.count), Self.copied)
        }
        if bytes.isEmpty { sqlite3_bind_zeroblob(handle, place, 0) }
    }

    func bind(_ place: Int32, _ text: String?) {
        guard var text else {
            sqlite3_bind_null(handle, place)
            return
        }
        text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress, !characters.isEmpty else {
                    // No address at all would bind null in the place of the empty text.
                    sqlite3_bind_text(handle, place, "", 0, Self.copied)
                    return
                }
                _ = sqlite3_bind_text64(
                    handle, place, start, UInt64(characters.count), Self.copied,
                    UInt8(SQLITE_UTF8))
            }
        }
    }

    func bind(_ place: Int32, _ value: DatabaseValue) {
        switch value.storage {
        case .null: sqlite3_bind_null(handle, place)
        case .int64(let number): bind(place, number)
        case .double(let number): sqlite3_bind_double(handle, place, number)
        case .string(let text): bind(place, text)
        case .blob(let data): bind(place, Array(data))
        }
    }

    /// Runs a statement that gives no rows.
    func run() throws {
        defer { sqlite3_reset(handle) }
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE else { throw failure(code) }
    }

    /// Hands each row to a body until it says that it has seen enough.
    func rows(_ body: (borrowing TableRow) throws -> Bool) throws {
        defer { sqlite3_reset(handle) }
        while true {
            let code = sqlite3_step(handle)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw failure(code) }
            guard try body(TableRow(handle)) else { return }
        }
    }

    /// What the first row says; nil where there is none.
    func first<Result>(_ body: (borrowing TableRow) throws -> Result) throws -> Result? {
        var result: Result?
        try rows { row in
            result = try body(row)
            return false
        }
        return result
    }

    private func failure(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))),
            sql: statement.sql)
    }
}
