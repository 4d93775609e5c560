/// Reads one JSON value a line.
///
/// A broken line is reported and left out; the others stand.
package enum JSONLinesReader {
    package static func read(_ source: SourceText) -> SourceDocument {
        var rows: [SourceTree] = []
        var problems: [ImportProblem] = []
        var line = 0
        var budget = ImportLimits.valuesPerFileMax
        for slice in source.bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
            line += 1
            guard slice.contains(where: { $0 != 0x20 && $0 != 0x0d && $0 != 0x09 }) else {
                continue
            }
            var scanner = JSONScanner(source: source, range: slice.indices, line: line)
            scanner.budget = budget
            do {
                try rows.append(scanner.document())
            } catch {
                if problems.count <= ImportLimits.problemsPerFileMax {
                    problems.append(
                        source.problem(
                            line: line, field: "line", "is not JSON: \(error.reason)",
                            value: String(decoding: slice.prefix(400), as: UTF8.self)))
                }
            }
            problems += scanner.problems
            budget = scanner.budget
            if budget <= 0 { break }
        }
        return SourceDocument(root: SourceTree(.list(rows), line: 1), problems: problems)
    }
}
