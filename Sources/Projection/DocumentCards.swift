internal import Causality
internal import GRDB
internal import ReleaseModel

/// The cards that follow from one document alone, a few short columns each.
///
/// An offline week of many people makes thousands of them, and their document has all that they say. So
/// what nearly all of them read and how nearly all are settled is said once, by the view `card`.
final class DocumentCards {
    static let rule = "own"
    /// The bits of a row's number that say the card's place among those of its entity.
    ///
    /// What is one number is found and added without comparing columns; the bits above are the entity's.
    /// As many places as a stored document may have cells (`Document.storedCountMax`).
    static let placeBits: Int64 = 24

    private let documents: ProjectedDocuments
    private let insertion: LazyStatement
    private let deletion: LazyStatement

    init(_ db: Database, documents: ProjectedDocuments) {
        self.documents = documents
        insertion = LazyStatement(
            db,
            """
            INSERT INTO document_card(
              n, id, kind, field, in_force, reading, settle, acknowledged)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        deletion = LazyStatement(db, "DELETE FROM document_card WHERE n >= ? AND n < ?")
    }

    /// Brings the cards of one document to what they are now.
    func replace(_ cards: [Card], of entity: Int64, isNew: Bool) throws {
        #if !RAILYARD_BUG_CARD_STAYS  // Trips `two replicas exchange everything and become equal`.
            if !isNew {
                let deletion = try deletion()
                deletion.bind(1, entity << Self.placeBits)
                deletion.bind(2, (entity + 1) << Self.placeBits)
                try deletion.run()
            }
        #endif
        for (place, card) in cards.enumerated() {
            try insert(card, as: entity << Self.placeBits | Int64(place))
        }
    }

    private func insert(_ card: Card, as number: Int64) throws {
        let inForce = card.options.firstIndex(where: \.isInForce).map { Int64($0 + 1) }
        let isTaken: Bool
        if case .take(let option) = card.settlement.first {
            isTaken = inForce == Int64(option)
        } else {
            isTaken = false
        }
        let insertion = try insertion()
        insertion.bind(1, number)
        insertion.bind(2, Crockford.text(card.id))
        insertion.bind(3, card.kind.rawValue)
        insertion.bind(4, card.field)
        insertion.bind(5, inForce)
        insertion.bind(6, card.reading == FieldClash.latestIsShown ? nil : card.reading)
        insertion.bind(7, isTaken ? nil : card.settle)
        // What this transaction acknowledges is written at its end.
        insertion.bind(8, try documents.isAcknowledged(card.id) ? 1 : 0)
        try insertion.run()
    }
}
