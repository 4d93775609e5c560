internal import GRDB

/// The table of elements, written where an entity's elements differ from those that stand there.
///
/// Most changes leave most elements as they are, and each row costs an entry in an index too.
struct ElementTable {
    private static let insertion = """
        INSERT INTO element(entity, field, place, key, value, author, at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(entity, field, place) DO UPDATE SET
          key = excluded.key, value = excluded.value, author = excluded.author, at = excluded.at
        """

    private let db: Database

    init(_ db: Database) { self.db = db }

    func save(_ elements: [ElementRows.Element], of entity: Int64, isNew: Bool) throws {
        let kept = isNew ? [:] : try self.elements(of: entity)
        for (place, old) in kept
        where place >= elements.count || elements[place].field != old.field {
            try db.cachedStatement(
                sql: "DELETE FROM element WHERE entity = ? AND field = ? AND place = ?"
            ).execute(arguments: [entity, old.field, place])
        }
        for (place, element) in elements.enumerated() where kept[place] != element {
            try db.cachedStatement(sql: Self.insertion).execute(arguments: [
                entity, element.field, place, element.key, element.value, element.author,
                element.milliseconds,
            ])
        }
    }

    private func elements(of entity: Int64) throws -> [Int: ElementRows.Element] {
        let sql = "SELECT place, field, key, value, author, at FROM element WHERE entity = ?"
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: [entity])
        var elements: [Int: ElementRows.Element] = [:]
        while let row = try rows.next() {
            elements[row[0]] = ElementRows.Element(
                field: row[1], key: row[2], value: row[3], author: row[4], milliseconds: row[5])
        }
        return elements
    }
}
