package import Causality
package import GRDB
package import History

/// History kept in a workspace's SQLite file, as seen from inside one transaction of it.
///
/// Made anew for each transaction: it holds nothing that a rollback would have to undo.
package final class SQLiteHistory: HistoryStore {
    package let workspace: WorkspaceID
    package let coding: any BatchCoding
    let database: Database
    private var numbers: [StreamID: Int64] = [:]

    package init(_ database: Database, workspace: WorkspaceID, coding: any BatchCoding) {
        self.database = database
        self.workspace = workspace
        self.coding = coding
    }

    package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        var result: Swift.Result<Result, any Error>?
        do {
            try database.inSavepoint {
                result = .success(try body())
                return .commit
            }
        } catch {
            numbers = [:]
            throw error
        }
        guard let result else { throw HistoryError.outOfOrder }
        return try result.get()
    }

    // Streams

    package func streams() throws -> [StreamID] {
        let sql = """
            SELECT id FROM stream
            WHERE number IN (SELECT stream FROM lineage) ORDER BY id
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql)).map { try $0.identifier(0) }
    }

    package func lineage(of stream: StreamID) throws -> Lineage? {
        guard let number = try number(of: stream) else { return nil }
        let sql = """
            SELECT name, first, parent, tip_sequence, tip_link, tip_effective FROM lineage
            WHERE stream = ? ORDER BY parent IS NOT NULL, name
            """
        let rows = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [number])
        guard !rows.isEmpty else { return nil }
        return Lineage(stream: stream, segments: try rows.map { try Self.segment($0, from: 0) })
    }

    package func lineages() throws -> [Lineage] {
        let sql = """
            SELECT stream.id, name, first, parent, tip_sequence, tip_link, tip_effective
            FROM lineage JOIN stream ON stream.number = lineage.stream
            ORDER BY stream.id, parent IS NOT NULL, name
            """
        var lineages: [Lineage] = []
        var segments: [Lineage.Segment] = []
        var stream: StreamID?
        for row in try Row.fetchAll(database.cachedStatement(sql: sql)) {
            let next: StreamID = try row.identifier(0)
            if let stream, stream != next {
                lineages.append(Lineage(stream: stream, segments: segments))
                segments = []
            }
            stream = next
            segments.append(try Self.segment(row, from: 1))
        }
        if let stream { lineages.append(Lineage(stream: stream, segments: segments)) }
        return lineages
    }

    package func birth(of stream: StreamID) throws -> StreamBirth? {
        let sql = "SELECT public_key, nonce FROM stream WHERE id = ?"
        let row = try Row.fetchOne(
            database.cachedStatement(sql: sql), arguments: [stream.stored])
        guard let row, let publicKey = row.bytesIfPresent(0), let nonce = row.bytesIfPresent(1)
        else { return nil }
        return StreamBirth(publicKey: publicKey, nonce: nonce)
    }

    package func mint(_ birth: StreamBirth) throws {
        let number = try intern(birth.stream(in: workspace))
        let sql = "UPDATE stream SET public_key = ?, nonce = ? WHERE number = ?"
        try database.cachedStatement(sql: sql)
            .execute(arguments: [birth.publicKey.stored, birth.nonce.stored, number])
    }

    // Seals

    package func keep(_ seal: Seal, of stream: StreamID) throws {
        let number = try intern(stream)
        let known = """
            SELECT 1 FROM run WHERE stream = ? AND last = ? AND link = ? AND seal = ? LIMIT 1
            """
        let sequence = Int64(bitPattern: seal.head.sequence)
        let arguments: StatementArguments = [
            number, sequence, seal.head.link.stored, seal.signature.stored,
        ]
        let isKnown =
            try Row.fetchOne(database.cachedStatement(sql: known), arguments: arguments) != nil
        guard !isKnown else { return }
        let sql = """
            INSERT OR IGNORE INTO seal (stream, sequence, link, signature) VALUES (?, ?, ?, ?)
            """
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    package func seals(of stream: StreamID) throws -> [Seal] {
        guard let number = try number(of: stream) else { return [] }
        let sql = """
            SELECT sequence, link, signature FROM seal
            WHERE stream = ? ORDER BY sequence, link, signature
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: [number]).map {
            Seal(head: Head(try $0.number(0), try $0.link(1)), signature: try $0.bytes(2))
        }
    }

    // Small named values

    package func value(named name: String) throws -> [UInt8]? {
        let sql = "SELECT value FROM named_value WHERE name = ?"
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [name])
            .map { try $0.bytes(0) }
    }

    package func names() throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(sql: "SELECT name FROM named_value ORDER BY name"))
    }

    package func set(_ value: [UInt8]?, named name: String) throws {
        if let value {
            let sql = """
                INSERT INTO named_value (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """
            try database.cachedStatement(sql: sql).execute(arguments: [name, value.stored])
        } else {
            let sql = "DELETE FROM named_value WHERE name = ?"
            try database.cachedStatement(sql: sql).execute(arguments: [name])
        }
    }

    // What the other parts of this store share

    /// The small number that stands for a stream inside this file; nil if none was given yet.
    func number(of stream: StreamID) throws -> Int64? {
        if let number = numbers[stream] { return number }
        let sql = "SELECT number FROM stream WHERE id = ?"
        let number = try Int64.fetchOne(
            database.cachedStatement(sql: sql), arguments: [stream.stored])
        numbers[stream] = number
        return number
    }

    func forgetNumbers() { numbers = [:] }

    func intern(_ stream: StreamID) throws -> Int64 {
        if let number = try number(of: stream) { return number }
        let sql = "INSERT INTO stream (id) VALUES (?)"
        try database.cachedStatement(sql: sql).execute(arguments: [stream.stored])
        let number = database.lastInsertedRowID
        numbers[stream] = number
        return number
    }

    private static func segment(_ row: Row, from column: Int) throws -> Lineage.Segment {
        Lineage.Segment(
            name: try row.identifier(column), first: try row.number(column + 1),
            parent: try row.bytesIfPresent(column + 2).map { bytes throws in
                guard let parent = StreamID(bytes: bytes) else { throw StoredForm.broken }
                return parent
            },
            tip: Head(try row.number(column + 3), try row.link(column + 4)),
            tipEffective: try row.number(column + 5))
    }
}
