package import Causality
package import Lattice

/// The edit that takes another one back, in the version which that one made.
package struct TextReversal: Hashable, Sendable {
    package let value: Value

    /// Nil where there is no such edit, or where it has been taken back already.
    package init?(of id: OperationID, in text: TextHistory) {
        guard let edit = text.edits.first(where: { $0.id == id }) else { return nil }
        let before = Self.version(edit.parents, of: text)
        let start = min(edit.position, before.count)
        let end = start + min(edit.deleteCount, before.count - start)
        var deleted = String.UnicodeScalarView()
        deleted.append(contentsOf: before[start..<end])
        let inserted = String(decoding: edit.insert, as: UTF8.self).unicodeScalars.count
        let insert = CanonicalText(String(deleted))
        let isTakenBack = text.edits.contains { other in
            other.parents == [id] && other.position == start && other.deleteCount == inserted
                && other.insert == insert.utf8
        }
        guard !isTakenBack else { return nil }
        value = TextEdit.value(position: start, deleteCount: inserted, insert: insert)
    }

    /// The text as it was where these edits were its newest.
    private static func version(
        _ frontier: [OperationID], of text: TextHistory
    ) -> [Unicode.Scalar] {
        let byID = Dictionary(
            text.edits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var seen = Set(frontier)
        var waiting = frontier
        while let id = waiting.popLast() {
            for parent in byID[id]?.parents ?? [] where seen.insert(parent).inserted {
                waiting.append(parent)
            }
        }
        let history = TextHistory(text.edits.filter { seen.contains($0.id) })
        return Array(history.reading.string.unicodeScalars)
    }
}
