internal import ReleaseModel

/// Reads CSV (RFC 4180) with a header line, each row a map by column name.
///
/// Written here because rows need their line numbers, also below quoted cells of several lines, and
/// because one stray quote must cost its row and not the rest of the file. SwiftCSV was looked at:
/// it gives no positions, and reads on to the end of the file.
///
/// Where the map says that columns repeat, those of one name are one list: some trackers write a column
/// for each label of the row that has the most.
package enum CSVReader {
    package static let comma: UInt8 = 0x2c

    package static func read(
        _ source: SourceText, delimiter: UInt8 = comma, repeatsColumns: Bool = false
    ) -> SourceDocument {
        var scanner = CSVScanner(source: source, delimiter: delimiter)
        guard let header = scanner.next() else {
            return SourceDocument(root: nil, problems: scanner.problems)
        }
        var problems: [ImportProblem] = []
        let columns =
            repeatsColumns
            ? header.cells.enumerated().map { name($1, $0) }
            : names(of: header, source, &problems)
        var rows: [SourceTree] = []
        var values = 0
        while let row = scanner.next() {
            values += row.cells.count
            guard values <= ImportLimits.valuesPerFileMax else {
                problems.append(
                    source.problem(
                        line: row.line, field: "file",
                        "holds more than \(ImportLimits.valuesPerFileMax) cells; the rest was left")
                )
                break
            }
            if row.cells.count != columns.count,
                problems.count < ImportLimits.problemsPerFileMax
            {
                problems.append(
                    source.problem(
                        line: row.line, field: "row",
                        "has \(Counted(row.cells.count, "cell")) where the header has \(columns.count)",
                        value: row.cells.joined(separator: " | "), outcome: .kept))
            }
            rows.append(
                repeatsColumns
                    ? gathered(row, columns, source) : tree(row, columns, source))
        }
        return SourceDocument(
            root: SourceTree(.list(rows), line: 1), problems: scanner.problems + problems)
    }

    private static func names(
        of header: CSVScanner.Row, _ source: SourceText, _ problems: inout [ImportProblem]
    ) -> [String] {
        var seen: Set<String> = []
        var names: [String] = []
        for (position, cell) in header.cells.enumerated() {
            var name = name(cell, position)
            if !seen.insert(name).inserted {
                name = "\(name)~\(position + 1)"
                seen.insert(name)
                problems.append(
                    source.problem(
                        line: header.line, field: cell,
                        "column name used twice; this one reads as \(name)", outcome: .repaired))
            }
            names.append(name)
        }
        return names
    }

    private static func tree(
        _ row: CSVScanner.Row, _ columns: [String], _ source: SourceText
    ) -> SourceTree {
        let line = row.line + source.lineOffset
        var entries: [SourceEntry] = []
        entries.reserveCapacity(row.cells.count)
        for (position, cell) in row.cells.enumerated() {
            let name = position < columns.count ? columns[position] : "column \(position + 1)"
            let scalar = SourceScalar(text: cell, type: cell.isEmpty ? .null : .text)
            entries.append(
                SourceEntry(key: name, line: line, tree: SourceTree(.scalar(scalar), line: line)))
        }
        return SourceTree(.map(entries), line: line)
    }

    private static func name(_ cell: String, _ position: Int) -> String {
        cell.isEmpty ? "column \(position + 1)" : cell
    }

    /// A row whose cells below one name are one list, without the empty ones.
    private static func gathered(
        _ row: CSVScanner.Row, _ columns: [String], _ source: SourceText
    ) -> SourceTree {
        let line = row.line + source.lineOffset
        var names: [String] = []
        var cells: [String: [SourceTree]] = [:]
        for (position, cell) in row.cells.enumerated() {
            let name = position < columns.count ? columns[position] : name("", position)
            if cells[name] == nil { names.append(name) }
            let tree = SourceTree(
                .scalar(SourceScalar(text: cell, type: .text)), line: line, isRepeatable: true)
            cells[name, default: []] += cell.isEmpty ? [] : [tree]
        }
        let entries = names.map { name -> SourceEntry in
            let trees = cells[name] ?? []
            let tree =
                trees.count == 1
                ? trees[0] : SourceTree(.list(trees), line: line, isRepeatable: true)
            return SourceEntry(key: name, line: line, tree: tree)
        }
        return SourceTree(.map(entries), line: line)
    }
}
