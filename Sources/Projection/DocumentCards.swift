internal import Causality
internal import GRDB
internal import ReleaseModel

/// The cards that follow from one document alone, all of them in one row.
///
/// An offline week of many people makes thousands of them, and their document has all that they say. So
/// what nearly all of them read and how nearly all are settled is said once, by the view `card`, which
/// takes the lists apart: `[id, kind, field, option in force, reading, settle, acknowledged]` for each.
final class DocumentCards {
    static let rule = "own"

    private let documents: ProjectedDocuments
    private let insertion: LazyStatement
    private let deletion: LazyStatement

    init(_ db: Database, documents: ProjectedDocuments) {
        self.documents = documents
        insertion = LazyStatement(
            db,
            """
            INSERT INTO document_card(entity, cards) VALUES (?, ?)
            ON CONFLICT(entity) DO UPDATE SET cards = excluded.cards
            """)
        deletion = LazyStatement(db, "DELETE FROM document_card WHERE entity = ?")
    }

    /// Brings the cards of one document to what they are now.
    func replace(_ cards: [Card], of entity: Int64, isNew: Bool) throws {
        guard !cards.isEmpty else {
            #if !RAILYARD_BUG_CARD_STAYS  // Trips `two replicas exchange everything and become equal`.
                if !isNew {
                    let deletion = try deletion()
                    deletion.bind(1, entity)
                    try deletion.run()
                }
            #endif
            return
        }
        var list = JSONList()
        for card in cards { list.append(try entry(card)) }
        let insertion = try insertion()
        insertion.bind(1, entity)
        insertion.bind(2, text: list.bytes)
        try insertion.run()
    }

    private func entry(_ card: Card) throws -> JSONList {
        let inForce = card.options.firstIndex(where: \.isInForce).map { $0 + 1 }
        let isTaken: Bool
        if case .take(let option) = card.settlement.first {
            isTaken = inForce == option
        } else {
            isTaken = false
        }
        var entry = JSONList()
        entry.append(Crockford.text(card.id))
        entry.append(card.kind.rawValue)
        entry.append(card.field)
        entry.append(inForce)
        entry.append(card.reading == FieldClash.latestIsShown ? nil : card.reading)
        entry.append(isTaken ? nil : card.settle)
        // What this transaction acknowledges is written at its end.
        entry.append(try documents.isAcknowledged(card.id) ? 1 : 0)
        return entry
    }
}
