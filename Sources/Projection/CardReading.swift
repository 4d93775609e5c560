package import Causality
internal import Foundation
package import GRDB
internal import History
package import Lattice
package import ReleaseModel

/// Reads cards back: those of one document from it, those of rules over many from their table.
package enum CardReading {
    /// The card that bears an identifier; nil where no such clash stands.
    package static func card(_ id: EntityID, _ db: Database) throws -> Card? {
        let name = Crockford.text(id)
        let sql = "SELECT * FROM rule_card WHERE id = ?"
        if let row = try Row.fetchOne(db, sql: sql, arguments: [name]) { return card(row) }
        let bearers = """
            SELECT DISTINCT document.bytes FROM document_card
            JOIN document ON document.n = document_card.entity WHERE document_card.id = ?
            """
        return try own(Data.fetchAll(db, sql: bearers, arguments: [name])).first { $0.id == id }
    }

    /// The cards of one document, and those of rules over many that name it first.
    package static func cards(of document: Document, _ db: Database) throws -> [Card] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM rule_card WHERE subject = ?",
            arguments: [Crockford.text(document.id)])
        return WorkspaceCards.own(document) + rows.compactMap { card($0) }
    }

    /// All cards, those that nobody acknowledged first.
    package static func cards(_ db: Database) throws -> [Card] {
        let bearers = """
            SELECT bytes FROM document WHERE n IN (SELECT entity FROM document_card)
            """
        let rules = try Row.fetchAll(db, sql: "SELECT * FROM rule_card").compactMap { card($0) }
        let cards = try own(Data.fetchAll(db, sql: bearers)) + rules
        let seen = try String.fetchSet(db, sql: "SELECT id FROM card WHERE acknowledged <> 0")
        return cards.map { (isSeen: seen.contains(Crockford.text($0.id)), card: $0) }
            .sorted { left, right in
                if left.isSeen != right.isSeen { return right.isSeen }
                let kinds = (left.card.kind.rawValue, right.card.kind.rawValue)
                return kinds.0 != kinds.1 ? kinds.0 < kinds.1 : left.card.id < right.card.id
            }
            .map(\.card)
    }

    private static func own(_ documents: [Data]) throws -> [Card] {
        try documents.flatMap { try WorkspaceCards.own(Document(canonicalBytes: Array($0))) }
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
            settle: CardSettlement(
                .command(row["settle"]),
                otherwise: lines(row["alternatives"]).map { .command($0) }))
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
