internal import Causality
internal import Foundation
package import GRDB
internal import Lattice
package import ReleaseModel

/// Writes what a fold touched into the tables: documents, typed rows, elements of sets, and cards.
package final class ProjectionWriter {
    let db: Database
    let documents: ProjectedDocuments
    let row: TypedRow
    private let cards: DocumentCards
    private let elements: ElementTable
    /// The tables that were written to, with the statements that do it: few, so that to walk them costs less
    /// than the runtime takes to make a dictionary of a new type.
    private var rows: [(kind: EntityKind, table: TypedTable, statement: LazyStatement)] = []

    package init(
        _ db: Database, documents: ProjectedDocuments, zones: any ZoneRules, reader: String
    ) {
        self.db = db
        self.documents = documents
        row = TypedRow(zones: zones, reader: reader)
        cards = DocumentCards(db, documents: documents)
        elements = ElementTable(db)
    }

    /// Saves a working set: new entities are numbered in the order of their identifiers, and all rows
    /// written in the order of their numbers, so that no page of a table is visited twice.
    ///
    /// A document is folded when its turn comes and gone with it.
    package func save(_ working: inout WorkingSet) throws {
        var places: [(number: Int64, isNew: Bool, id: EntityID)] = []
        for id in working.touched {
            if let known = try documents.number(of: id) {
                places.append((known, false, id))
            } else if let document = try working.document(id) {
                places.append((try documents.assign(id, kind: document.kind), true, id))
            }
        }
        places.sort { $0.number < $1.number }
        var board = CardBoard(self)
        for place in places {
            guard let document = try working.remove(place.id) else { continue }
            try save(document, at: place.number, isNew: place.isNew)
            board.note(document)
        }
        try save(creations: working.created)
        try documents.keep(working.knowledge)
        try save(voids: working.voids)
        try board.refresh()
    }

    /// Shows the forks of the log: they follow from how streams hang together, not from documents.
    package func save(forks: [StreamFork]) throws {
        try CardBoard(self).replace(forks: forks.map(\.card))
    }

    private func save(_ document: Document, at number: Int64, isNew: Bool) throws {
        try documents.keep(document, at: number)
        guard let schema = document.schema, document.creation != nil else { return }
        let own = WorkspaceCards.own(document)
        try cards.replace(own, of: number, isNew: isNew)
        let (table, statement) = try rows(of: schema)
        statement.bind(1, number)
        var place: Int32 = 1
        for value in row.values(document, table, isContested: !own.isEmpty) {
            place += 1
            statement.bind(place, value)
        }
        try statement.run()
        try elements.save(ElementRows.of(document, schema), of: number, isNew: isNew)
    }

    private func rows(of schema: EntitySchema) throws -> (TypedTable, TableStatement) {
        if let known = rows.first(where: { $0.kind == schema.kind }) {
            return (known.table, try known.statement())
        }
        let table = TypedTable.of(schema)
        let names = TypedTable.fixedNames + table.columns.map(\.name)
        let columns = names.map { ", \"\($0)\"" }.joined()
        let marks = String(repeating: ", ?", count: names.count)
        let settings = names.map { "\"\($0)\" = excluded.\"\($0)\"" }.joined(separator: ", ")
        let statement = LazyStatement(
            db,
            """
            INSERT INTO "\(table.name)"(n\(columns)) VALUES (?\(marks))
            ON CONFLICT(n) DO UPDATE SET \(settings)
            """)
        rows.append((schema.kind, table, statement))
        return (table, try statement())
    }

    private func save(creations: [OperationID: EntityID]) throws {
        guard !creations.isEmpty else { return }
        let insert = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO creation(stream, sequence, place, entity)
                VALUES (?, ?, ?, ?)
                """)
        for (operation, id) in creations.sorted(by: { $0.key < $1.key }) {
            guard let number = try documents.number(of: id) else { continue }
            try insert.execute(arguments: [
                Data(operation.dot.stream.bytes), Int64(operation.dot.sequence),
                Int64(operation.index), number,
            ])
        }
    }

    private func save(voids: [VoidOperation]) throws {
        guard !voids.isEmpty else { return }
        let insert = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO void_operation VALUES (?, ?, ?, ?, ?, ?)")
        for void in voids {
            try insert.execute(arguments: [
                void.id.dot.stream.description, Int64(void.id.dot.sequence),
                Int64(void.id.index), void.entity.map { Crockford.text($0) },
                String(void.field), void.reason.text,
            ])
        }
    }
}

extension VoidOperation.Reason {
    var text: String {
        switch self {
        case .malformed: "malformed"
        case .dangling: "unknown-target"
        case .unknownToAuthor: "unknown-to-author"
        case .document(.brakeWithoutGrant): "brake-without-grant"
        case .document(.impossibleStep): "impossible-step"
        case .document(.needsGrant): "needs-grant"
        case .document(.rewritesImmutable): "rewrites-immutable"
        }
    }
}
