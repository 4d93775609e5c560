/// Reads JSON (RFC 8259) with the line of each value, which Foundation's reader does not keep.
package enum JSONReader {
    package static func read(_ source: SourceText) -> SourceDocument {
        var scanner = JSONScanner(source: source, range: source.bytes.indices, line: 1)
        do {
            let root = try scanner.document()
            return SourceDocument(root: root, problems: scanner.problems)
        } catch {
            return SourceDocument(
                root: nil,
                problems: scanner.problems + [
                    source.problem(line: error.line, field: "file", "is not JSON: \(error.reason)")
                ])
        }
    }
}
