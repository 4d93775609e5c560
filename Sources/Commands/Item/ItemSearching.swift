internal import Causality
internal import ReleaseModel
internal import Replication

/// Looks for words in what items say: titles, descriptions, labels and comments.
///
/// The tables are walked once each. SQLite knows letters of ASCII alone, so it picks what holds a word
/// of these, and whatever holds other letters; both are then looked at as Unicode has it.
struct ItemSearching {
    struct Found {
        let row: Int64
        fileprivate let isOpen: Bool
        fileprivate let changed: Int64
        /// The best place of each word, in the order of the words.
        fileprivate(set) var hits: [SearchHit?]

        var score: Int { hits.reduce(0) { $0 + ($1?.score ?? 0) } }

        /// The place that says least: what is in the title is seen there anyway.
        var remark: SearchHit? { hits.compactMap { $0 }.min { $0.score < $1.score } }
    }

    /// More words than people type; each costs a term of the query.
    static let wordsMax = 16

    private let words: [FoldedText]
    private let view: ReplicaView
    private let items: String
    private var found: [Int64: Found] = [:]

    init(_ words: [FoldedText], _ view: ReplicaView) throws {
        self.words = words
        self.view = view
        items = "archived = 0 AND \(Backlog.own)"
    }

    /// The items that hold every word, best first; of equals what is open, then what changed last.
    mutating func run() throws -> [Found] {
        try search(
            """
            SELECT n, state, changed_at, title, body FROM item
            WHERE \(items) AND (\(candidate("title")) OR \(candidate("body")))
            """, [("title", .title), ("body", .description)], times: 2)
        for (field, place) in [
            (SharedFields.labels, SearchHit.Place.label), (Item.comments, .comment),
        ] {
            // Labels have an index, and no keys; comments have keys.
            let key = place == .label ? "key = '' AND" : ""
            try search(
                """
                SELECT item.n, state, changed_at, value FROM element JOIN item ON item.n = entity
                WHERE \(key) field = '\(field.name)' AND \(items) AND \(candidate("value"))
                """, [("value", place)], times: 1)
        }
        return found.values.filter { item in item.hits.allSatisfy { $0 != nil } }.sorted {
            if $0.score != $1.score { return $0.score > $1.score }
            if $0.isOpen != $1.isOpen { return $0.isOpen }
            return $0.changed != $1.changed ? $0.changed > $1.changed : $0.row < $1.row
        }
    }

    /// That a column may hold some of the words.
    private func candidate(_ column: String) -> String {
        let other = "length(CAST(\(column) AS BLOB)) <> length(\(column))"
        let plain = words.filter(\.isPlain).map { _ in "instr(lower(\(column)), ?) > 0" }
        return "(" + (plain + [other]).joined(separator: " OR ") + ")"
    }

    private mutating func search(
        _ sql: String, _ columns: [(name: String, place: SearchHit.Place)], times: Int
    ) throws {
        let plain = words.filter(\.isPlain).map { Record.Field.text($0.string) }
        var found = found
        try view.forEach(sql, (0..<times).flatMap { _ in plain }) { record in
            guard let row = record.integer("n") else { return }
            for column in columns {
                guard let text = record.text(column.name), !text.isEmpty else { continue }
                let folded = FoldedText(text)
                for (place, word) in words.enumerated() {
                    guard let hit = SearchHit(word, in: text, folded: folded, column.place) else {
                        continue
                    }
                    var item =
                        found[row]
                        ?? Found(
                            row: row,
                            isOpen: !Readiness.finishedStates.contains(record.text("state") ?? ""),
                            changed: record.integer("changed_at") ?? 0,
                            hits: words.map { _ in nil })
                    if hit.score > item.hits[place]?.score ?? 0 { item.hits[place] = hit }
                    found[row] = item
                }
            }
        }
        self.found = found
    }
}

extension FoldedText {
    /// Whether SQLite finds it in texts of ASCII.
    fileprivate var isPlain: Bool { string.utf8.allSatisfy { $0 < 0x80 } }
}
