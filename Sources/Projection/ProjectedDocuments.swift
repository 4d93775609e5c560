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

    package init(_ db: Database) { self.db = db }

    package func document(_ id: EntityID) throws -> Document? {
        guard let number = try number(of: id) else { return nil }
        let statement = try db.cachedStatement(sql: "SELECT bytes FROM document WHERE n = ?")
        guard let bytes = try Data.fetchOne(statement, arguments: [number]) else { return nil }
        return try Document(canonicalBytes: Array(bytes))
    }

    package func entity(createdBy operation: OperationID) throws -> EntityID? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT entity.id, entity.n FROM creation JOIN entity ON entity.n = creation.entity
                WHERE stream = ? AND sequence = ? AND place = ?
                """)
        let row = try Row.fetchOne(
            statement,
            arguments: [
                Data(operation.dot.stream.bytes), Int64(operation.dot.sequence),
                Int64(operation.index),
            ])
        guard let row, let id = EntityID(bytes: Array(row[0] as Data)) else { return nil }
        numbers[id] = row[1]
        return id
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
        let statement = try db.cachedStatement(sql: "SELECT n FROM entity WHERE id = ?")
        guard let number = try Int64.fetchOne(statement, arguments: [Data(id.bytes)]) else {
            return nil
        }
        numbers[id] = number
        return number
    }

    /// Says whether anybody ever acknowledged a card, as it was when this was first asked: most
    /// workspaces have thousands of cards before they have one such record.
    func holdsCardRecords() throws -> Bool {
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
            sql: "INSERT INTO entity(id, kind) VALUES (?, ?)")
        try statement.execute(arguments: [Data(id.bytes), Int64(kind)])
        numbers[id] = db.lastInsertedRowID
        return db.lastInsertedRowID
    }
}
