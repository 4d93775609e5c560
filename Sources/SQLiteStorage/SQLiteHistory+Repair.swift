internal import GRDB

// Making room for what a salvage carried out of a damaged log.
extension SQLiteHistory {
    /// Takes away everything, in the caller's transaction: what is whole is put back in the same one.
    package func clear() throws {
        forgetNumbers()
        for table in HistoryTables.names { try database.execute(sql: "DELETE FROM \(table)") }
    }
}
