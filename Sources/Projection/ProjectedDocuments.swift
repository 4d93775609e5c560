internal import Foundation
package import Causality
package import GRDB
internal import History
package import Lattice
internal import ReleaseModel

/// The documents of a replica as its tables keep them, inside one transaction.
package final class ProjectedDocuments: DocumentSource {
    private let db: Database
    /// Row numbers of entities met so far; they never leave this file's tables.
    private var numbers: [EntityID: Int64] = [:]
    private var heldCardRecords: Bool?

    private let reading: LazyStatement
    private let writing: LazyStatement
    private let finding: LazyStatement
    private let creating: LazyStatement

    package init(_ db: Database) {
        self.db = db
        reading = LazyStatement(db, "SELECT bytes FROM document WHERE n = ?")
        writing = LazyStatement(
            db,
            """
            INSERT INTO document(n, bytes) VALUES (?, ?)
            ON CONFLICT(n) DO UPDATE SET bytes = excluded.bytes
            """)
        finding = LazyStatement(db, "SELECT n FROM entity WHERE id = ?")
        creating = LazyStatement(
            db,
            """
            SELECT entity.id, entity.n FROM creation JOIN entity ON entity.n = creation.entity
            WHERE stream = ? AND sequence = ? AND place = ?
            """)
    }

    package func document(_ id: EntityID) throws -> Document? {
        guard let number = try number(of: id) else { return nil }
        let reading = try reading()
        reading.bind(1, number)
        return try reading.first { try Document(canonicalBytes: $0.bytes(0)) }
    }

    package func entity(createdBy operation: OperationID) throws -> EntityID? {
        let creating = try creating()
        creating.bind(1, operation.dot.stream.bytes)
        creating.bind(2, Int64(operation.dot.sequence))
        creating.bind(3, Int64(operation.index))
        let found = try creating.first { (id: EntityID(bytes: $0.bytes(0)), number: $0.number(1)) }
        guard let found, let id = found.id else { return nil }
        numbers[id] = found.number
        return id
    }

    /// Keeps a document in its row.
    func keep(_ document: Document, at number: Int64) throws {
        let writing = try writing()
        writing.bind(1, number)
        writing.bind(2, document.canonicalBytes)
        try writing.run()
    }

    package func knowledge(of branch: StreamID) throws -> VersionVector? {
        let statement = try db.cachedStatement(sql: "SELECT vector FROM knowledge WHERE branch = ?")
        guard let bytes = try Data.fetchOne(statement, arguments: [Data(branch.bytes)]) else {
            return nil
        }
        var reader = CanonicalReader(Array(bytes))
        var vector = VersionVector()
        while reader.remaining > 0 {
            vector.advance(try reader.identifier(StreamID.self), to: try reader.number())
        }
        return vector
    }

    /// Keeps what the newest change of each branch was made upon.
    func keep(_ knowledge: AuthorKnowledge) throws {
        guard !knowledge.grown.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO knowledge(branch, vector) VALUES (?, ?)")
        for branch in knowledge.grown.sorted() {
            var writer = CanonicalWriter()
            for entry in knowledge[branch].entries {
                writer.identifier(entry.stream)
                writer.number(entry.sequence)
            }
            try statement.execute(arguments: [Data(branch.bytes), Data(writer.bytes)])
        }
    }

    /// The row number of an entity, nil where it has none yet.
    package func number(of id: EntityID) throws -> Int64? {
        if let number = numbers[id] { return number }
        let finding = try finding()
        finding.bind(1, id.bytes)
        let number = try finding.first { $0.number(0) }
        if let number { numbers[id] = number }
        return number
    }

    /// Says whether anybody acknowledged a card, by what is written so far.
    func isAcknowledged(_ card: EntityID) throws -> Bool {
        guard try holdsCardRecords(), let document = try document(card) else { return false }
        return CardRecord.isAcknowledged(document)
    }

    /// Says whether anybody ever acknowledged a card, as it was when this was first asked: most
    /// workspaces have thousands of cards before they have one such record.
    private func holdsCardRecords() throws -> Bool {
        if let heldCardRecords { return heldCardRecords }
        let sql = "SELECT EXISTS (SELECT 1 FROM \"\(TypedTable.name(of: .card))\")"
        let held = try Bool.fetchOne(db.cachedStatement(sql: sql)) ?? false
        heldCardRecords = held
        return held
    }

    /// The row number of an entity, given to it now if it has none.
    func assign(_ id: EntityID, kind: UInt32) throws -> Int64 {
        if let number = try number(of: id) { return number }
        let statement = try db.cachedStatement(
            sql: "INSERT INTO entity(id, name, kind) VALUES (?, ?, ?)")
        try statement.execute(
            arguments: [Data(id.bytes), Crockford.text(id), Int64(kind)])
        numbers[id] = db.lastInsertedRowID
        return db.lastInsertedRowID
    }
}
