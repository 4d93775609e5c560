/// Collects the parts of a Markdown body line by line: heading, sections with their checklists, tables
/// and lists.
///
/// A section runs from a line `## Heading` to the next, outside code fences; a heading used again
/// goes on with its first section.
struct MarkdownBody {
    private struct Section {
        let heading: String
        let line: Int
        var lines: [String] = []
        var checks: [SourceTree] = []
        var bullets: [SourceTree] = []
        var keys: Set<String> = []
    }

    private var line: Int
    private let firstLine: Int
    private var lines: [String] = []
    private var heading: SourceEntry?
    private var sections: [Section] = []
    private var places: [String: Int] = [:]
    private var current: Int?
    private var isFenced = false
    private var tables: [MarkdownTable] = []
    private var isInTable = false
    /// The words of the last heading, whatever its level.
    private var nearest = ""

    init(firstLine: Int) {
        self.firstLine = firstLine
        line = firstLine
    }

    mutating func take(_ text: String) {
        defer { line += 1 }
        lines.append(text)
        takeTable(text)
        takeBullet(text)
        if text.drop(while: { $0 == " " || $0 == "\t" }).hasPrefix("```") {
            isFenced.toggle()
        } else if !isFenced, text.hasPrefix("## ") {
            open(String(text.dropFirst(3)))
            return
        } else if !isFenced, heading == nil, text.hasPrefix("# ") {
            heading = scalar("heading", trimmed(text.dropFirst(2)), line)
        } else if !isFenced, let current, let check = check(text) {
            add(check, to: current)
        }
        if let current { sections[current].lines.append(text) }
    }

    /// What the reader's tree holds beside the front matter.
    var entries: [SourceEntry] {
        var entries = [scalar("body", joined(lines), firstLine)]
        if let heading { entries.append(heading) }
        let members = sections.map { section in
            SourceEntry(
                key: section.heading.lowercased(), line: section.line,
                tree: SourceTree(
                    .map([
                        scalar("heading", section.heading, section.line),
                        scalar("text", joined(section.lines), section.line),
                        SourceEntry(
                            key: "checks", line: section.line,
                            tree: SourceTree(.list(section.checks), line: section.line)),
                        SourceEntry(
                            key: "bullets", line: section.line,
                            tree: SourceTree(.list(section.bullets), line: section.line)),
                    ]), line: section.line))
        }
        entries.append(
            SourceEntry(
                key: "tables", line: firstLine,
                tree: SourceTree(.list(tables.map(\.tree)), line: firstLine)))
        entries.append(
            SourceEntry(
                key: "sections", line: firstLine,
                tree: SourceTree(.map(members), line: firstLine)))
        return entries
    }

    /// A table begins with a row above a line of dashes and ends with the first line that is no row.
    private mutating func takeTable(_ text: String) {
        guard !isFenced, MarkdownTable.isRow(text) else {
            isInTable = false
            if !isFenced, text.hasPrefix("#") {
                nearest = PlainMarkdown.text(trimmed(text.drop { $0 == "#" })).lowercased()
            }
            return
        }
        if isInTable {
            if !MarkdownTable.isRule(text) { tables[tables.count - 1].add(text, line: line) }
        } else if MarkdownTable.isRule(text), lines.count > 1,
            MarkdownTable.isRow(lines[lines.count - 2]),
            let table = MarkdownTable(
                header: lines[lines.count - 2], line: line - 1, heading: nearest)
        {
            tables.append(table)
            isInTable = true
        }
    }

    /// A line of a list at the margin, without its mark.
    private mutating func takeBullet(_ text: String) {
        guard !isFenced, let current, text.hasPrefix("- ") || text.hasPrefix("* ") else { return }
        let words = trimmed(text.dropFirst(2))
        guard !words.isEmpty else { return }
        sections[current].bullets.append(
            SourceTree(.scalar(.init(text: words, type: .text)), line: line))
    }

    private mutating func open(_ text: String) {
        let name = trimmed(text[...])
        let key = name.lowercased()
        if let place = places[key] {
            current = place
            return
        }
        places[key] = sections.count
        current = sections.count
        sections.append(Section(heading: name, line: line))
    }

    /// Reads `- [ ] text` and `- [x] #1 text`.
    private func check(_ text: String) -> (isDone: Bool, text: Substring)? {
        let rest = text.drop { $0 == " " || $0 == "\t" }
        guard rest.hasPrefix("- ["), rest.dropFirst(4).hasPrefix("]"),
            let mark = rest.dropFirst(3).first, " xX".contains(mark)
        else { return nil }
        return (mark != " ", rest.dropFirst(5))
    }

    private mutating func add(_ check: (isDone: Bool, text: Substring), to place: Int) {
        var words = trimmed(check.text)[...]
        var key = String(sections[place].checks.count + 1)
        if words.hasPrefix("#") {
            let number = words.dropFirst().prefix { $0.isASCII && $0.isNumber }
            if !number.isEmpty {
                key = String(number)
                words = words.dropFirst(1 + number.count).drop { $0 == " " }
            }
        }
        if !sections[place].keys.insert(key).inserted {
            key = "\(key)~\(sections[place].checks.count + 1)"
            sections[place].keys.insert(key)
        }
        sections[place].checks.append(
            SourceTree(
                .map([
                    scalar("key", key, line), scalar("text", String(words), line),
                    SourceEntry(
                        key: "done", line: line,
                        tree: SourceTree(
                            .scalar(.init(text: check.isDone ? "true" : "false", type: .boolean)),
                            line: line)),
                ]), line: line))
    }

    private func scalar(_ key: String, _ text: String, _ line: Int) -> SourceEntry {
        SourceEntry(
            key: key, line: line,
            tree: SourceTree(.scalar(.init(text: text, type: .text)), line: line))
    }

    private func joined(_ lines: [String]) -> String {
        trimmed(lines.joined(separator: "\n")[...])
    }

    private func trimmed(_ text: Substring) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return String(text)
    }
}
