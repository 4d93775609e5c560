/// Cuts CSV text into rows of cells.
struct CSVScanner {
    struct Row {
        let line: Int
        let cells: [String]
    }

    let source: SourceText
    let delimiter: UInt8
    private(set) var problems: [ImportProblem] = []

    private var position = 0
    private var line = 1
    /// After one quote without end, cells no longer run over lines: a second search to the end of
    /// the file for every stray quote would take quadratic time.
    private var spansLines = true

    init(source: SourceText, delimiter: UInt8) {
        self.source = source
        self.delimiter = delimiter
    }

    /// The next row that is not blank; rows that cannot be read are reported and passed over.
    mutating func next() -> Row? {
        while position < source.bytes.count {
            let start = (position, line)
            if let cells = row() {
                if cells.count == 1, cells[0].isEmpty { continue }
                return Row(line: start.1, cells: cells)
            }
            refuse(from: start.0, start.1)
        }
        return nil
    }

    /// Nil where a quote is never closed.
    private mutating func row() -> [String]? {
        var cells: [String] = []
        while true {
            guard let cell = cell() else { return nil }
            cells.append(cell)
            guard position < source.bytes.count else { return cells }
            let byte = source.bytes[position]
            position += 1
            if byte == delimiter { continue }
            if byte == 0x0d, position < source.bytes.count, source.bytes[position] == 0x0a {
                position += 1
            }
            line += 1
            return cells
        }
    }

    private mutating func cell() -> String? {
        if position < source.bytes.count, source.bytes[position] == 0x22 { return quotedCell() }
        let start = position
        position = endOfPlain(from: position)
        return String(decoding: source.bytes[start..<position], as: UTF8.self)
    }

    private mutating func quotedCell() -> String? {
        var units: [UInt8] = []
        var lines = 0
        var scan = position + 1
        while scan < source.bytes.count {
            let byte = source.bytes[scan]
            if byte == 0x22 {
                guard scan + 1 < source.bytes.count, source.bytes[scan + 1] == 0x22 else {
                    // What follows the closing quote up to the delimiter belongs to the cell.
                    let end = endOfPlain(from: scan + 1)
                    units.append(contentsOf: source.bytes[(scan + 1)..<end])
                    position = end
                    line += lines
                    return String(decoding: units, as: UTF8.self)
                }
                scan += 1
            } else if byte == 0x0a {
                guard spansLines else { return nil }
                lines += 1
            }
            units.append(byte)
            scan += 1
        }
        spansLines = false
        return nil
    }

    private func endOfPlain(from start: Int) -> Int {
        source.bytes[start...].firstIndex { $0 == delimiter || $0 == 0x0a || $0 == 0x0d }
            ?? source.bytes.count
    }

    private mutating func refuse(from start: Int, _ startLine: Int) {
        let end = source.bytes[start...].firstIndex(of: 0x0a) ?? source.bytes.count
        if problems.count < ImportLimits.problemsPerFileMax {
            problems.append(
                source.problem(
                    line: startLine, field: "row", "has a quote that is never closed",
                    value: String(
                        decoding: source.bytes[start..<min(end, start + 400)], as: UTF8.self)))
        }
        position = min(end + 1, source.bytes.count)
        line = startLine + 1
    }
}
