package import Causality
internal import Foundation
package import GRDB
internal import History
internal import Lattice
package import ReleaseModel

/// Reads cards back from their table.
package enum CardReading {
    /// The card that bears an identifier; nil where no such clash stands.
    package static func card(_ id: EntityID, _ db: Database) throws -> Card? {
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM card WHERE id = ?", arguments: [Crockford.text(id)])
        return try cards(of: rows, db).first
    }

    /// All cards, those that nobody acknowledged first.
    package static func cards(_ db: Database) throws -> [Card] {
        try cards(
            of: Row.fetchAll(db, sql: "SELECT * FROM card ORDER BY acknowledged, kind, id"), db)
    }

    /// Reads the cards of one document from it: what they offer stands there, not in their rows.
    private static func cards(of rows: [Row], _ db: Database) throws -> [Card] {
        let documents = ProjectedDocuments(db)
        var own: [EntityID: [Card]] = [:]
        return try rows.compactMap { row in
            guard let card = card(row) else { return nil }
            guard row["rule"] as String == CardRow.ownRule, let subject = card.subjects.first else {
                return card
            }
            if own[subject] == nil {
                own[subject] = try documents.document(subject).map(WorkspaceCards.own) ?? []
            }
            return own[subject]?.first { $0.id == card.id } ?? card
        }
    }

    private static func card(_ row: Row) -> Card? {
        guard let kind = CardKind(rawValue: row["kind"]) else { return nil }
        let subjects = lines(row["subjects"]).compactMap { CardFacts.identifier($0) }
        let competing = lines(row["competing"]).compactMap(operation)
        guard !subjects.isEmpty else { return nil }
        guard let id = CardFacts.identifier(row["id"]) else { return nil }
        return Card(
            id: id, kind, subjects: subjects, field: row["field"], competing: competing,
            options: lines(row["options"]).compactMap(option), reading: row["reading"],
            settle: row["settle"], alternatives: lines(row["alternatives"]))
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }

    /// Reads `STREAM@SEQUENCE.INDEX`.
    package static func operation(_ text: String) -> OperationID? {
        let halves = text.split(separator: "@")
        guard halves.count == 2, let stream = StreamID(hexadecimal: halves[0]) else { return nil }
        let numbers = halves[1].split(separator: ".")
        guard numbers.count == 2, let sequence = UInt64(numbers[0]), let index = UInt32(numbers[1])
        else { return nil }
        return OperationID(stream, sequence, index)
    }

    private static func option(_ line: String) -> CardOption? {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, let id = operation(parts[0]), let stamp = UInt64(parts[3]),
            let author = CardFacts.identifier(parts[2]),
            let bytes = Hexadecimal.bytes(parts[4]),
            let value = try? Value(canonicalBytes: bytes),
            let subject = CardFacts.identifier(parts[5])
        else { return nil }
        let write = Write(
            id: id, effective: 0, stamp: HybridTimestamp(milliseconds: stamp),
            author: MemberID(high: author.high, low: author.low), value: value)
        return CardOption(write, of: subject, isInForce: parts[1] == "1")
    }
}
