package import Causality
internal import GRDB
package import History

// Sealed runs in their order of arrival.
extension SQLiteHistory {
    private static let outlineColumns = """
        run.position, stream.id, run.first, run.last, run.previous, run.link, run.effective,
        run.length
        """
    private static let runColumns = """
        run.position, stream.id, run.first, run.last, run.previous, run.link, run.seal, run.hash,
        run.raised, run.bytes,
        CASE run.born WHEN 1 THEN stream.public_key END, CASE run.born WHEN 1 THEN stream.nonce END
        """
    private static let tables = "run JOIN stream ON stream.number = run.stream"

    @discardableResult
    package func append(
        _ batch: Batch, raisedStamps: [UInt64: UInt64], lineage: Lineage
    ) throws -> LogPosition {
        guard let segment = lineage.segments.first(where: { $0.tip == batch.entry.head }) else {
            throw HistoryError.outOfOrder
        }
        let bytes = try coding.bytes(of: batch)
        let position = try position().advanced(by: batch.entry)
        if let birth = batch.birth { try mint(birth) }
        let number = try intern(batch.stream)
        let sql = """
            INSERT INTO run (position, stream, first, last, effective, born, previous, link, seal,
              hash, length, raised, bytes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try database.cachedStatement(sql: sql).execute(arguments: [
            position.count.stored, number, batch.first.stored, batch.last.stored,
            segment.tipEffective.stored, batch.birth == nil ? 0 : 1, batch.previous.stored,
            batch.link.stored, batch.seal.signature.stored, position.hash.stored, bytes.count,
            raisedStamps.isEmpty ? nil : RaisedStamps.encode(raisedStamps).stored, bytes.stored,
        ])
        try store(lineage, number)
        return position
    }

    package func position() throws -> LogPosition {
        let sql = "SELECT position, hash FROM run ORDER BY position DESC LIMIT 1"
        let row = try Row.fetchOne(database.cachedStatement(sql: sql))
        return try row.map { LogPosition(count: try $0.number(0), hash: try $0.link(1)) } ?? .start
    }

    package func position(at count: UInt64) throws -> LogPosition? {
        guard count > 0 else { return .start }
        let sql = "SELECT hash FROM run WHERE position = ?"
        let row = try Row.fetchOne(
            database.cachedStatement(sql: sql), arguments: [count.stored])
        return try row.map { LogPosition(count: count, hash: try $0.link(0)) }
    }

    package func runs(after count: UInt64, byteLimit: Int) throws -> [StoredRun] {
        let sql = """
            SELECT \(Self.runColumns) FROM \(Self.tables) WHERE position > ? ORDER BY position
            """
        let cursor = try Row.fetchCursor(
            database.cachedStatement(sql: sql), arguments: [count.stored])
        var runs: [StoredRun] = []
        var length = 0
        while let row = try cursor.next() {
            let run = try Self.run(row)
            length += run.batch.encoded?.count ?? 0
            guard runs.isEmpty || length <= byteLimit else { break }
            runs.append(run)
        }
        return runs
    }

    package func run(at count: UInt64) throws -> StoredRun? {
        let sql = "SELECT \(Self.runColumns) FROM \(Self.tables) WHERE position = ?"
        let row = try Row.fetchOne(
            database.cachedStatement(sql: sql), arguments: [count.stored])
        return try row.map(Self.run)
    }

    package func encodedRun(at count: UInt64) throws -> [UInt8]? {
        let sql = "SELECT bytes FROM run WHERE position = ?"
        let row = try Row.fetchOne(
            database.cachedStatement(sql: sql), arguments: [count.stored])
        return try row.map { try $0.bytes(0) }
    }

    package func outlines(after count: UInt64, limit: Int) throws -> [RunOutline] {
        let sql = """
            SELECT \(Self.outlineColumns) FROM \(Self.tables)
            WHERE position > ? ORDER BY position LIMIT ?
            """
        return try Row.fetchAll(
            database.cachedStatement(sql: sql), arguments: [count.stored, limit]
        ).map(Self.outline)
    }

    package func outlines(
        of stream: StreamID, from first: UInt64, through last: UInt64
    ) throws -> [RunOutline] {
        guard let number = try number(of: stream) else { return [] }
        let sql = """
            SELECT \(Self.outlineColumns) FROM \(Self.tables)
            WHERE run.stream = ? AND run.last >= ? AND run.first <= ?
            """
        let most = UInt64(Int64.max)
        return try Row.fetchAll(
            database.cachedStatement(sql: sql),
            arguments: [number, min(first, most).stored, min(last, most).stored]
        ).map(Self.outline).sorted { $0.count < $1.count }
    }

    private func store(_ lineage: Lineage, _ number: Int64) throws {
        if lineage.isForked {
            try database.cachedStatement(sql: "DELETE FROM lineage WHERE stream = ?")
                .execute(arguments: [number])
        }
        let sql = """
            INSERT OR REPLACE INTO lineage
              (stream, name, first, parent, tip_sequence, tip_link, tip_effective)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        let insert = try database.cachedStatement(sql: sql)
        for segment in lineage.segments {
            try insert.execute(arguments: [
                number, segment.name.stored, segment.first.stored, segment.parent?.stored,
                segment.tip.sequence.stored, segment.tip.link.stored,
                segment.tipEffective.stored,
            ])
        }
    }

    private static func outline(_ row: Row) throws -> RunOutline {
        RunOutline(
            count: try row.number(0), stream: try row.identifier(1), first: try row.number(2),
            last: try row.number(3), previous: try row.link(4), link: try row.link(5),
            effective: try row.number(6), length: Int(clamping: try row.number(7)))
    }

    private static func run(_ row: Row) throws -> StoredRun {
        var birth: StreamBirth?
        if let publicKey = row.bytesIfPresent(10), let nonce = row.bytesIfPresent(11) {
            birth = StreamBirth(publicKey: publicKey, nonce: nonce)
        }
        let head = Head(try row.number(3), try row.link(5))
        let batch = Batch(
            stream: try row.identifier(1), first: try row.number(2), last: head.sequence,
            previous: try row.link(4), link: head.link,
            seal: Seal(head: head, signature: try row.bytes(6)), birth: birth, changes: nil,
            encoded: try row.bytes(9))
        return StoredRun(
            position: LogPosition(count: try row.number(0), hash: try row.link(7)),
            batch: batch, raisedStamps: try RaisedStamps.decode(row.bytesIfPresent(8)))
    }
}
