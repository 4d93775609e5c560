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
            db,
            """
            SELECT place, field, key, value, author, at FROM element
            WHERE entity = ? ORDER BY place
            """)
        insertion = LazyStatement(
            db,
            """
            INSERT INTO element(field, key, value, author, at, entity, place)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        update = LazyStatement(
            db,
            """
            UPDATE element SET field = ?, key = ?, value = ?, author = ?, at = ?
            WHERE entity = ? AND place = ?
            """)
        deletion = LazyStatement(
            db, "DELETE FROM element WHERE entity = ? AND place >= ?")
    }

    func save(_ elements: [ElementRows.Element], of entity: Int64, isNew: Bool) throws {
        var standings = [Standing](repeating: .nothing, count: elements.count)
        if !isNew { try compare(elements, of: entity, &standings) }
        for (place, element) in elements.enumerated() where standings[place] != .same {
            let writing = try standings[place] == .nothing ? insertion() : update()
            writing.bind(1, element.field)
            writing.bind(2, element.key)
            writing.bind(3, element.value)
            writing.bind(4, element.author)
            writing.bind(5, element.milliseconds)
            writing.bind(6, entity)
            writing.bind(7, Int64(place))
            try writing.run()
        }
    }

    /// Marks the elements that stand already, and takes away the rows behind the last of them.
    private func compare(
        _ elements: [ElementRows.Element], of entity: Int64, _ standings: inout [Standing]
    ) throws {
        var holdsMore = false
        let reading = try reading()
        reading.bind(1, entity)
        try reading.rows { row in
            let place = Int(row.number(0))
            guard place < elements.count else {
                holdsMore = true
                return false
            }
            standings[place] = Self.holds(row, elements[place]) ? .same : .another
            return true
        }
        guard holdsMore else { return }
        let deletion = try deletion()
        deletion.bind(1, entity)
        deletion.bind(2, Int64(elements.count))
        try deletion.run()
    }

    /// Compares texts as bytes, as everything that is kept is compared.
    private static func holds(_ row: borrowing TableRow, _ element: ElementRows.Element) -> Bool {
        row.holds(element.value, 3) && row.holds(element.key, 2) && row.holds(element.field, 1)
            && row.holds(element.author, 4)
            && (row.isNull(5) ? nil : row.number(5)) == element.milliseconds
    }
}
