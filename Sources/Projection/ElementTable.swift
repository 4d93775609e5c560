internal import GRDB

/// The table of elements, written where an entity's elements differ from those that stand there.
///
/// Most changes leave most elements as they are, and each row costs an entry in an index too.
final class ElementTable {
    private let reading: LazyStatement
    private let insertion: LazyStatement
    private let deletion: LazyStatement

    init(_ db: Database) {
        reading = LazyStatement(
            db, "SELECT place, field, key, value, author, at FROM element WHERE entity = ?")
        insertion = LazyStatement(
            db,
            """
            INSERT INTO element(entity, field, place, key, value, author, at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(entity, field, place) DO UPDATE SET
              key = excluded.key, value = excluded.value, author = excluded.author,
              at = excluded.at
            """)
        deletion = LazyStatement(
            db, "DELETE FROM element WHERE entity = ? AND field = ? AND place = ?")
    }

    func save(_ elements: [ElementRows.Element], of entity: Int64, isNew: Bool) throws {
        var stands = [Bool](repeating: false, count: elements.count)
        if !isNew { try compare(elements, of: entity, &stands) }
        for (place, element) in elements.enumerated() where !stands[place] {
            let insertion = try insertion()
            insertion.bind(1, entity)
            insertion.bind(2, element.field)
            insertion.bind(3, Int64(place))
            insertion.bind(4, element.key)
            insertion.bind(5, element.value)
            insertion.bind(6, element.author)
            insertion.bind(7, element.milliseconds)
            try insertion.run()
        }
    }

    /// Marks the elements that stand already, and takes away the rows in whose place none belongs.
    private func compare(
        _ elements: [ElementRows.Element], of entity: Int64, _ stands: inout [Bool]
    ) throws {
        var gone: [(field: String, place: Int64)] = []
        let reading = try reading()
        reading.bind(1, entity)
        try reading.rows { row in
            let place = row.number(0)
            if place < elements.count, row.holds(elements[Int(place)].field, 1) {
                stands[Int(place)] = Self.holds(row, elements[Int(place)])
            } else {
                gone.append((row.text(1), place))
            }
            return true
        }
        for old in gone {
            let deletion = try deletion()
            deletion.bind(1, entity)
            deletion.bind(2, old.field)
            deletion.bind(3, old.place)
            try deletion.run()
        }
    }

    /// Compares texts as bytes, as everything that is kept is compared.
    private static func holds(_ row: borrowing TableRow, _ element: ElementRows.Element) -> Bool {
        row.holds(element.key, 2) && row.holds(element.value, 3) && row.holds(element.author, 4)
            && (row.isNull(5) ? nil : row.number(5)) == element.milliseconds
    }
}
