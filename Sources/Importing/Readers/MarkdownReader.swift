/// Reads Markdown that begins with YAML front matter, as issue and note keepers write it; where the map
/// says that there is none, all of it is body.
///
/// The tree is a map: `front` (the front matter), `heading` (the first `# ` line), `body` (all
/// text below the front matter), `tables`, each a map with `heading`, `header` and `rows`, and
/// `sections`, by heading in lower case: each a map with `heading`, `text`, `bullets` and `checks`, a
/// list of `key`, `text` and `done` for `- [ ] #1 text` lines.
package enum MarkdownReader {
    package static func read(_ source: SourceText, isBare: Bool = false) -> SourceDocument {
        let lines = source.bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map {
            $0.last == 0x0d ? $0.dropLast() : $0
        }
        let fence: [UInt8] = [0x2d, 0x2d, 0x2d]
        guard lines.first?.elementsEqual(fence) == true,
            let end = lines.dropFirst().firstIndex(where: { $0.elementsEqual(fence) })
        else {
            if isBare {
                return SourceDocument(
                    root: SourceTree(
                        .map(body(lines[...], firstLine: 1 + source.lineOffset)),
                        line: 1 + source.lineOffset))
            }
            return SourceDocument(
                root: nil,
                problems: [source.problem(line: 1, field: "file", "has no front matter")])
        }
        let front = FrontMatter.read(
            lines[1..<end].map { String(decoding: $0, as: UTF8.self) }, of: source)
        guard let frontTree = front.root else { return front }
        let entries =
            [SourceEntry(key: "front", line: 1 + source.lineOffset, tree: frontTree)]
            + body(lines[(end + 1)...], firstLine: end + 2 + source.lineOffset)
        return SourceDocument(
            root: SourceTree(.map(entries), line: 1 + source.lineOffset), problems: front.problems)
    }

    private static func body(
        _ lines: ArraySlice<ArraySlice<UInt8>>, firstLine: Int
    ) -> [SourceEntry] {
        var body = MarkdownBody(firstLine: firstLine)
        for line in lines { body.take(String(decoding: line, as: UTF8.self)) }
        return body.entries
    }
}
