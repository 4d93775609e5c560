/// Reads Markdown that begins with YAML front matter, as issue and note keepers write it.
///
/// The tree is a map: `front` (the front matter), `heading` (the first `# ` line), `body` (all
/// text below the front matter), and `sections`, by heading in lower case: each a map with
/// `heading`, `text` and `checks`, a list of `key`, `text` and `done` for `- [ ] #1 text` lines.
package enum MarkdownReader {
    package static func read(_ source: SourceText) -> SourceDocument {
        let lines = source.bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map {
            $0.last == 0x0d ? $0.dropLast() : $0
        }
        let fence: [UInt8] = [0x2d, 0x2d, 0x2d]
        guard lines.first?.elementsEqual(fence) == true,
            let end = lines.dropFirst().firstIndex(where: { $0.elementsEqual(fence) })
        else {
            return SourceDocument(
                root: nil,
                problems: [source.problem(line: 1, field: "file", "has no front matter")])
        }
        let front = FrontMatter.read(
            lines[1..<end].map { String(decoding: $0, as: UTF8.self) }, of: source)
        guard let frontTree = front.root else { return front }
        var body = MarkdownBody(firstLine: end + 2 + source.lineOffset)
        for line in lines[(end + 1)...] {
            body.take(String(decoding: line, as: UTF8.self))
        }
        let entries =
            [SourceEntry(key: "front", line: 1 + source.lineOffset, tree: frontTree)]
            + body.entries
        return SourceDocument(
            root: SourceTree(.map(entries), line: 1 + source.lineOffset), problems: front.problems)
    }
}
