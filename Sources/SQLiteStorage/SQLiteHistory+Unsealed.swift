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
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql))
        var changes: [LocalChange] = []
        while let row = try rows.next() { changes.append(try Self.local(row)) }
        return changes
    }

    package func unsealedRows() throws -> [UnsealedRow] {
        let sequences = try Int64.fetchAll(
            database, sql: "SELECT sequence FROM unsealed ORDER BY sequence")
        return sequences.map { sequence in
            let sql = "SELECT effective, link, row FROM unsealed WHERE sequence = ?"
            let row = try? Row.fetchOne(database, sql: sql, arguments: [sequence])
            return UnsealedRow(
                sequence: UInt64(bitPattern: sequence),
                change: row.flatMap { try? Self.change($0) },
                link: row.flatMap { try? $0.link(1) })
        }
    }

    package func newestUnsealed() throws -> LocalChange? {
        let sql = "SELECT effective, link, row FROM unsealed ORDER BY sequence DESC LIMIT 1"
        return try Row.fetchOne(database.cachedStatement(sql: sql)).map(Self.local)
    }

    /// The one with this sequence, read alone.
    package func unsealed(at sequence: UInt64) throws -> LocalChange? {
        let sql = "SELECT effective, link, row FROM unsealed WHERE sequence = ?"
        return try Row.fetchOne(
            database.cachedStatement(sql: sql), arguments: [sequence.stored]
        ).map(Self.local)
    }

    /// The sequences of all of them, without reading any.
    package func unsealedSequences() throws -> ClosedRange<UInt64>? {
        let sql = "SELECT min(sequence), max(sequence) FROM unsealed"
        guard let row = try Row.fetchOne(database.cachedStatement(sql: sql)),
            let first = row[0] as Int64?, let last = row[1] as Int64?
        else { return nil }
        return UInt64(bitPattern: first)...UInt64(bitPattern: last)
    }

    package func discardUnsealed(through sequence: UInt64) throws {
        try database.cachedStatement(sql: "DELETE FROM unsealed WHERE sequence <= ?")
            .execute(arguments: [sequence.stored])
    }

    private static func local(_ row: Row) throws -> LocalChange {
        LocalChange(
            change: try change(row), link: try row.link(1), effective: try row.number(0))
    }

    private static func change(_ row: Row) throws -> Change {
        var reader = CanonicalReader(try row.bytes(2))
        do {
            let header = try ChangeHeader(reading: &reader)
            let body = try Body(reading: &reader)
            try reader.finish()
            return Change(header: header, body: body)
        } catch {
            throw StoredForm.broken
        }
    }
}
