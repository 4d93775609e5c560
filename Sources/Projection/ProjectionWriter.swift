internal import Causality
internal import Foundation
package import GRDB
internal import Lattice
package import ReleaseModel

/// Writes what a fold touched into the tables: documents, typed rows, elements of sets, and cards.
package struct ProjectionWriter {
    let db: Database
    let documents: ProjectedDocuments
    let row: TypedRow

    package init(
        _ db: Database, documents: ProjectedDocuments, zones: any ZoneRules, reader: String
    ) {
        self.db = db
        self.documents = documents
        row = TypedRow(zones: zones, reader: reader)
    }

    /// Saves a working set; entities in the order of their identifiers, so that row numbers rise with them.
    package func save(_ working: WorkingSet) throws {
        var touched: [EntityID: Document] = [:]
        for id in working.touched.sorted() {
            guard let document = working.documents[id] else { continue }
            try save(document)
            touched[id] = document
        }
        try save(creations: working.created)
        try documents.keep(working.knowledge)
        try save(voids: working.voids)
        try CardBoard(self).refresh(touched)
    }

    private func save(_ document: Document) throws {
        let isNew = try documents.number(of: document.id) == nil
        let number = try documents.assign(document.id, kind: document.kind)
        try db.cachedStatement(
            sql: """
                INSERT INTO document(n, bytes) VALUES (?, ?)
                ON CONFLICT(n) DO UPDATE SET bytes = excluded.bytes
                """
        ).execute(arguments: [number, Data(document.canonicalBytes)])
        guard let schema = document.schema, document.creation != nil else { return }
        let cards = WorkspaceCards.own(document)
        try CardBoard(self).replace(cards, of: document.id, isNew: isNew)
        let table = TypedTable.of(schema)
        let values = row.values(document, table, isContested: !cards.isEmpty)
        let marks = String(repeating: ", ?", count: values.count)
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO \"\(table.name)\" VALUES (?\(marks))"
        ).execute(arguments: StatementArguments([number.databaseValue] + values))
        try ElementTable(db).save(ElementRows.of(document, schema), of: number, isNew: isNew)
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
