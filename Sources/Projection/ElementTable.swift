internal import GRDB

/// The table of elements, written where an entity's elements differ from those that stand there.
///
/// Most changes leave most elements as they are, and each row costs an entry in an index too.
final class ElementTable {
    /// What the table has in the place of an element.
    private enum Standing {
        case nothing
        case another
        case same
    }

    private let reading: LazyStatement
    private let insertion: LazyStatement
    private let update: LazyStatement
    private let deletion: LazyStatement

    init(_ db: Database) {
        reading = LazyStatement(
            db, "SELECT place, field, key, value, author, at FROM element WHERE entity = ?")
        insertion = LazyStatement(
            db,
            """
            INSERT INTO element(key, value, author, at, entity, field, place)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        update = LazyStatement(
            db,
            """
            UPDATE element SET key = ?, value = ?, author = ?, at = ?
            WHERE entity = ? AND field = ? AND place = ?
            """)
        deletion = LazyStatement(
            db, "DELETE FROM element WHERE entity = ? AND field = ? AND place = ?")
    }

    func save(_ elements: [ElementRows.Element], of entity: Int64, isNew: Bool) throws {
        var standings = [Standing](repeating: .nothing, count: elements.count)
        if !isNew { try compare(elements, of: entity, &standings) }
        for (place, element) in elements.enumerated() where standings[place] != .same {
            let writing = try standings[place] == .nothing ? insertion() : update()
            writing.bind(1, element.key)
            writing.bind(2, element.value)
            writing.bind(3, element.author)
            writing.bind(4, element.milliseconds)
            writing.bind(5, entity)
            writing.bind(6, element.field)
            writing.bind(7, Int64(place))
            try writing.run()
        }
    }

    /// Marks the elements that stand already, and takes away the rows in whose place none belongs.
    private func compare(
        _ elements: [ElementRows.Element], of entity: Int64, _ standings: inout [Standing]
    ) throws {
        var gone: [(field: String, place: Int64)] = []
        let reading = try reading()
        reading.bind(1, entity)
        try reading.rows { row in
            let place = row.number(0)
            if place < elements.count, row.holds(elements[Int(place)].field, 1) {
                standings[Int(place)] =
                    Self.holds(row, elements[Int(place)]) ? .same : .another
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
