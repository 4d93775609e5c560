internal import SQLiteStorage
internal import History
package import Causality
internal import Foundation
internal import GRDB
package import Lattice
internal import Projection
internal import ReleaseModel

/// One state of a replica, to be asked: documents by id, and anything else by SQL over the documented tables.
package final class ReplicaView {
    let db: Database
    private let documents: ProjectedDocuments
    /// The documents for the drafts of trials.
    var source: any DocumentSource { documents }
    package let replica: Replica

    init(_ db: Database, replica: Replica) {
        self.db = db
        self.replica = replica
        documents = ProjectedDocuments(db)
    }

    package func document(_ id: EntityID) throws -> Document? { try documents.document(id) }

    package func entity(createdBy operation: OperationID) throws -> EntityID? {
        try documents.entity(createdBy: operation)
    }

    /// Answers a query; arguments take the place of question marks.
    package func query(_ sql: String, _ arguments: [Record.Field] = []) throws -> [Record] {
        let statement = try db.cachedStatement(sql: sql)
        let values = arguments.map(Self.value)
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(values))
        var records: [Record] = []
        while let row = try rows.next() {
            records.append(
                Record(
                    columns: Array(row.columnNames),
                    fields: row.databaseValues.map(Self.field)))
        }
        return records
    }

    /// Walks a query of unknown length row by row.
    package func forEach(
        _ sql: String, _ arguments: [Record.Field] = [], _ body: (Record) throws -> Void
    ) throws {
        do {
            try walk(db.makeStatement(sql: sql), arguments, body)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            throw DomainFailure.invalid(
                "The query is wrong: \(error.message ?? "it cannot be read").",
                hint: "`rail sql \"SELECT sql FROM sqlite_master\"` lists the tables.")
        }
    }

    private func walk(
        _ statement: Statement, _ arguments: [Record.Field], _ body: (Record) throws -> Void
    ) throws {
        guard statement.isReadonly else {
            throw DomainFailure.invalid(
                "Only reading is possible here.", hint: "Begin with SELECT.")
        }
        let rows = try Row.fetchCursor(
            statement, arguments: StatementArguments(arguments.map(Self.value)))
        let columns = statement.columnNames
        while let row = try rows.next() {
            try body(Record(columns: columns, fields: row.databaseValues.map(Self.field)))
        }
    }

    /// The ancestors of an item, nearest first, as the tree is read now.
    package func ancestors(of item: EntityID) throws -> [EntityID] {
        var path: [EntityID] = []
        var place = item
        while path.count <= Self.depthMax {
            let rows = try query(
                "SELECT parent FROM item WHERE n = (SELECT n FROM entity WHERE id = ?)",
                [.bytes(place.bytes)])
            guard let parent = rows.first?.text("parent").flatMap(Self.identifier) else { break }
            path.append(parent)
            place = parent
        }
        return path
    }

    /// Trees of work are shallow; the bound only keeps a damaged table from turning for ever.
    private static let depthMax = 10_000

    package static func identifier(_ text: String) -> EntityID? {
        guard text.utf8.count == Crockford.identifierLength else { return nil }
        return Crockford.range(ofPrefix: text, as: EntityID.self)?.lowerBound
    }

    private static func value(_ field: Record.Field) -> DatabaseValue {
        switch field {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }

    private static func field(_ value: DatabaseValue) -> Record.Field {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let data): .bytes(Array(data))
        }
    }
}

// What the replica itself is, apart from what it holds.

extension ReplicaView {
    package func member() throws -> MemberID { try replica.identity(db).member }

    /// A small named value of this replica, nil where it was never set.
    func namedValue(_ name: String) throws -> [UInt8]? { try NamedValues(db).bytes(name) }

    /// Changes written here that no hub has acknowledged.
    func unsyncedCount() throws -> UInt64 {
        let history = replica.history(db)
        let unsealed = try UInt64.fetchOne(db, sql: "SELECT count(*) FROM unsealed") ?? 0
        guard let key = try replica.deviceKey() else { return unsealed }
        return try history.lineages().reduce(unsealed) { count, lineage in
            guard try history.birth(of: lineage.stream)?.publicKey == key.publicKey else {
                return count
            }
            let acknowledged = try Acknowledged(db).sequence(of: lineage.stream)
            return count + lineage.length - min(lineage.length, acknowledged)
        }
    }
}
