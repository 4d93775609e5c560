internal import Causality
internal import Foundation
package import GRDB
internal import Lattice
package import ReleaseModel

/// Compares the typed tables with what the documents beside them say.
///
/// Nothing but a fold writes these tables, yet any SQLite tool can: a row that somebody changed by
/// hand reads as true in every list until the tables are made anew.
package struct RowExamination {
    private let db: Database
    private let row: TypedRow

    package init(_ db: Database, zones: any ZoneRules, reader: String) {
        self.db = db
        row = TypedRow(zones: zones, reader: reader)
    }

    /// Every row that is not as it must be, by table and then in the order of the rows.
    package func damage() throws -> [RowDamage] {
        var damage: [RowDamage] = []
        let parents = try parentsOfVoidMoves()
        for schema in Schema.all {
            damage += try self.damage(in: TypedTable.of(schema), of: schema.kind, parents)
        }
        // What follows from rows cannot be right where they are not.
        return damage.isEmpty ? try WaitExamination(db).damage() : damage
    }

    /// Walks the rows beside the documents, both by number, and holds one of each at a time.
    private func damage(
        in table: TypedTable, of kind: EntityKind, _ parents: [EntityID: EntityID?]
    ) throws -> [RowDamage] {
        let names = TypedTable.fixedNames + table.columns.map(\.name)
        let documents = try Row.fetchCursor(
            db,
            sql: """
                SELECT document.n, document.bytes FROM document JOIN entity USING (n)
                WHERE entity.kind = ? ORDER BY document.n
                """, arguments: [Int64(kind.rawValue)])
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \"\(table.name)\" ORDER BY n")
        var damage: [RowDamage] = []
        var present = try rows.next()
        while let next = try documents.next() {
            let number: Int64 = next[0]
            let document = try Document(canonicalBytes: Array(next[1] as Data))
            guard document.creation != nil else { continue }
            while let row = present, row[0] < number {
                damage.append(RowDamage(table.name, row["id"], .leftOver))
                present = try rows.next()
            }
            let id = Crockford.text(document.id)
            guard let row = present, row[0] == number else {
                damage.append(RowDamage(table.name, id, .absent))
                continue
            }
            for (place, value) in expected(document, table, parents).enumerated() {
                let found: DatabaseValue = row[place + 1]
                guard let value, found != value else { continue }
                damage.append(RowDamage(table.name, id, .differs(column: names[place])))
            }
            present = try rows.next()
        }
        while let row = present {
            damage.append(RowDamage(table.name, row["id"], .leftOver))
            present = try rows.next()
        }
        return damage
    }

    /// The values of a document's row; nil where the row need not be as it would be written now.
    private func expected(
        _ document: Document, _ table: TypedTable, _ parents: [EntityID: EntityID?]
    ) -> [DatabaseValue?] {
        var values: [DatabaseValue?] = row.values(
            document, table, isContested: !WorkspaceCards.own(document).isEmpty)
        var place = TypedTable.fixed.count
        for entry in table.fields {
            if entry.field == Item.parent, let parent = parents[document.id] {
                values[place] = parent.map { Crockford.text($0).databaseValue } ?? .null
            }
            if isRegional(document.value(entry.field)) {
                // A bare date begins and ends by the zone in which the row was written.
                for column in entry.columns.indices.dropFirst() { values[place + column] = nil }
            }
            place += entry.columns.count
        }
        return values
    }

    private func isRegional(_ value: Value?) -> Bool {
        guard let value, let moment = Moment(value) ?? Window(value)?.start else { return false }
        return if case .date(_, .regional) = moment { true } else { false }
    }

    /// Where items stand whose move is void, as the fold writes them over what the document says.
    private func parentsOfVoidMoves() throws -> [EntityID: EntityID?] {
        var moves: [ParentLoops.ParentMove] = []
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT document.bytes FROM document JOIN entity USING (n)
                WHERE entity.kind = ? ORDER BY entity.id
                """, arguments: [Int64(EntityKind.item.rawValue)])
        while let next = try rows.next() {
            let document = try Document(canonicalBytes: Array(next[0] as Data))
            if let move = ParentLoops.ParentMove(document) { moves.append(move) }
        }
        return Dictionary(
            uniqueKeysWithValues: ParentLoops.voidMoves(moves).map {
                ($0.move.item, $0.standsBelow)
            })
    }
}
