internal import GRDBSQLite

/// The row on which a statement stands; it is gone with the next step.
struct TableRow: ~Copyable {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    func number(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(
            UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// Says whether a column holds exactly this text, byte for byte, or nothing where that is nil.
    func holds(_ text: String?, _ column: Int32) -> Bool {
        guard var text else { return isNull(column) }
        guard !isNull(column), let start = sqlite3_column_text(handle, column) else { return false }
        let held = UnsafeBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(handle, column)))
        return text.withUTF8 { $0.elementsEqual(held) }
    }

    func text(_ column: Int32) -> String {
        String(decoding: bytes(column), as: UTF8.self)
    }
}
