internal import Causality
internal import GRDB
internal import ReleaseModel

/// The cards that follow from one document alone, a few short columns each.
///
/// An offline week of many people makes thousands of them, and their document has all that they say. So
/// what nearly all of them read and how nearly all are settled is said once, by the view `card`.
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
            INSERT INTO document_card(
              entity, place, id, kind, field, in_force, reading, settle, acknowledged)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        deletion = LazyStatement(db, "DELETE FROM document_card WHERE entity = ?")
    }

    /// Brings the cards of one document to what they are now.
    func replace(_ cards: [Card], of entity: Int64, isNew: Bool) throws {
        #if !RAILYARD_BUG_CARD_STAYS  // Trips `two replicas exchange everything and become equal`.
            if !isNew {
                let deletion = try deletion()
                deletion.bind(1, entity)
                try deletion.run()
            }
        #endif
        for (place, card) in cards.enumerated() {
            try insert(card, of: entity, place: Int64(place))
        }
    }

    private func insert(_ card: Card, of entity: Int64, place: Int64) throws {
        let inForce = card.options.firstIndex(where: \.isInForce).map { Int64($0 + 1) }
        let isTaken: Bool
        if case .take(let option) = card.settlement.first {
            isTaken = inForce == Int64(option)
        } else {
            isTaken = false
        }
        let insertion = try insertion()
        insertion.bind(1, entity)
        insertion.bind(2, place)
        insertion.bind(3, Crockford.text(card.id))
        insertion.bind(4, card.kind.rawValue)
        insertion.bind(5, card.field)
        insertion.bind(6, inForce)
        insertion.bind(7, card.reading == FieldClash.latestIsShown ? nil : card.reading)
        insertion.bind(8, isTaken ? nil : card.settle)
        // What this transaction acknowledges is written at its end.
        insertion.bind(9, try documents.isAcknowledged(card.id) ? 1 : 0)
        try insertion.run()
    }
}
