internal import Causality
internal import GRDB
package import History

// One's own changes that are not sealed yet, a row each: a command writes one and reads at most one.
extension SQLiteHistory {
    package func append(_ local: LocalChange) throws {
        let header = local.change.header
        if let newest = try newestUnsealed()?.change.header {
            guard newest.stream == header.stream, newest.sequence + 1 == header.sequence else {
                throw HistoryError.outOfOrder
            }
        }
        guard let body = local.change.body.canonicalBytes else { throw HistoryError.outOfOrder }
        var writer = CanonicalWriter(capacity: body.count + 128)
        header.write(to: &writer)
        writer.raw(body)
        let sql = "INSERT INTO unsealed (sequence, effective, link, row) VALUES (?, ?, ?, ?)"
        try database.cachedStatement(sql: sql).execute(arguments: [
            header.sequence.stored, local.effective.stored, local.link.stored,
            writer.bytes.stored,
        ])
    }

    package func unsealed() throws -> [LocalChange] {
        let sql = "SELECT effective, link, row FROM unsealed ORDER BY sequence"
        return try Row.fetchAll(database.cachedStatement(sql: sql)).map(Self.local)
    }

    package func newestUnsealed() throws -> LocalChange? {
        let sql = "SELECT effective, link, row FROM unsealed ORDER BY sequence DESC LIMIT 1"
        return try Row.fetchOne(database.cachedStatement(sql: sql)).map(Self.local)
    }

    package func discardUnsealed(through sequence: UInt64) throws {
        try database.cachedStatement(sql: "DELETE FROM unsealed WHERE sequence <= ?")
            .execute(arguments: [sequence.stored])
    }

    private static func local(_ row: Row) throws -> LocalChange {
        var reader = CanonicalReader(try row.bytes(2))
        do {
            let header = try ChangeHeader(reading: &reader)
            let body = try Body(reading: &reader)
            try reader.finish()
            return LocalChange(
                change: Change(header: header, body: body), link: try row.link(1),
                effective: try row.number(0))
        } catch {
            throw StoredForm.broken
        }
    }
}
