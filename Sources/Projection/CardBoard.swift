internal import Causality
internal import Foundation
internal import GRDB
internal import Lattice
internal import ReleaseModel

/// Keeps the `card` table equal to what the rules say of the present state.
///
/// Cards of one document are replaced with it; rules over many documents run again when a kind that they
/// read was touched.
struct CardBoard {
    private let writer: ProjectionWriter
    private var db: Database { writer.db }

    init(_ writer: ProjectionWriter) { self.writer = writer }

    /// Brings the cards of one document to what they are now; those that stay as they were cost no write.
    func replace(_ cards: [Card], of id: EntityID, isNew: Bool) throws {
        var gone: Set<String> = []
        if !isNew {
            let sql = "SELECT id FROM card WHERE subject = ? AND rule = 'own'"
            gone = try String.fetchSet(
                db.cachedStatement(sql: sql), arguments: [Crockford.text(id)])
        }
        for card in cards { gone.remove(try insert(card, rule: CardRow.ownRule)) }
        #if !RAILYARD_BUG_CARD_STAYS  // Trips `two replicas exchange everything and become equal`.
            for id in gone {
                try db.cachedStatement(sql: "DELETE FROM card WHERE id = ?")
                    .execute(arguments: [id])
            }
        #endif
    }

    func refresh(_ touched: [EntityID: Document]) throws {
        let facts = CardFacts(db, documents: writer.documents, row: writer.row)
        let kinds = Set(touched.values.compactMap(\.entityKind))
        if kinds.contains(.edge) { try refreshEdges(facts, touched) }
        if touched.values.contains(where: { $0[Item.parent.number] != nil }) {
            try refreshParents(facts, touched)
        }
        if kinds.contains(.edge)
            || touched.values.contains(where: { $0[SharedFields.mergedInto.number] != nil })
        {
            try refreshMerges(facts, touched)
        }
        // A service tells which team's freezes bind its releases.
        if !kinds.isDisjoint(with: [.freeze, .release, .service]) {
            try replaceRule(
                "freeze", FreezeClash.cards(facts.bookings(), facts.spans(), writer.row.zones))
        }
        if kinds.contains(.milestone) {
            try replaceRule("order", MilestoneOrder.cards(facts.marks()))
        }
        for kind in UniqueNames.kinds where kinds.contains(kind) {
            try replaceRule("name.\(kind.name)", UniqueNames.cards(facts.bearers(kind)))
        }
        if kinds.contains(.card) { try refreshAcknowledgements() }
    }

    /// Judges again the circles that the touched edges can be part of, and those that were known.
    private func refreshEdges(
        _ facts: CardFacts, _ touched: [EntityID: Document]
    ) throws {
        let known = try String.fetchAll(db, sql: "SELECT id FROM suspended_edge")
        let seeds = try facts.endpoints(
            of: known + touched.keys.sorted().map { Crockford.text($0) })
        let edges = try facts.blockingEdges(reachableFrom: seeds)
        try db.execute(sql: "DELETE FROM suspended_edge")
        for suspension in BlockingCycles.suspensions(edges) {
            try db.execute(
                sql: "INSERT INTO suspended_edge(id) VALUES (?)",
                arguments: [Crockford.text(suspension.edge.id)])
        }
        try replaceRule("blocking", BlockingCycles.cards(edges))
    }

    private func refreshParents(
        _ facts: CardFacts, _ touched: [EntityID: Document]
    ) throws {
        let known = try String.fetchAll(db, sql: "SELECT subject FROM card WHERE rule = 'loop'")
            .compactMap { CardFacts.identifier($0) }
        let starts = touched.values.filter { $0.entityKind == .item }.map(\.id) + known
        let moves = try facts.parentMoves(from: starts)
        for move in moves { try setParent(move.parent, of: move.item) }
        for void in ParentLoops.voidMoves(moves) {
            try setParent(void.standsBelow, of: void.move.item)
        }
        try replaceRule("loop", ParentLoops.cards(moves))
    }

    private func refreshMerges(
        _ facts: CardFacts, _ touched: [EntityID: Document]
    ) throws {
        let ties = try facts.edgesOfMergedItems()
        let known = try String.fetchAll(db, sql: "SELECT subject FROM card WHERE rule = 'merge'")
            .compactMap { CardFacts.identifier($0) }
        let merged = touched.values.filter { $0[SharedFields.mergedInto.number] != nil }.map(\.id)
        let ends = ties.flatMap { [$0.value(Edge.source), $0.value(Edge.target)] }
            .compactMap { $0?.entityValue }
        let aliases = try Aliases(from: known + merged + ends) {
            try writer.documents.document($0)
        }
        try replaceRule("merge", aliases.cards)
        try replaceRule(
            "redirect",
            RedirectClash.cards(ties.compactMap { RedirectClash.Tie($0, aliases) }, aliases))
    }

    private func setParent(_ parent: EntityID?, of item: EntityID) throws {
        try db.cachedStatement(sql: "UPDATE item SET parent = ? WHERE id = ?").execute(
            arguments: [parent.map { Crockford.text($0) }, Crockford.text(item)])
    }

    private func replaceRule(_ rule: String, _ cards: [Card]) throws {
        try db.cachedStatement(sql: "DELETE FROM card WHERE rule = ?").execute(arguments: [rule])
        for card in cards { try insert(card, rule: rule) }
    }

    private static let upsert = """
        INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(id) DO UPDATE SET
          kind = excluded.kind, rule = excluded.rule, subject = excluded.subject,
          subjects = excluded.subjects, field = excluded.field, competing = excluded.competing,
          options = excluded.options, reading = excluded.reading, settle = excluded.settle,
          alternatives = excluded.alternatives, acknowledged = excluded.acknowledged
        WHERE options <> excluded.options OR rule <> excluded.rule OR kind <> excluded.kind
          OR subjects <> excluded.subjects OR field IS NOT excluded.field
          OR competing <> excluded.competing OR reading <> excluded.reading
          OR settle <> excluded.settle OR alternatives <> excluded.alternatives
          OR acknowledged <> excluded.acknowledged
        """

    @discardableResult
    private func insert(_ card: Card, rule: String) throws -> String {
        let row = CardRow(card, rule: rule)
        // What this transaction acknowledges is written at its end.
        let acknowledged = try writer.documents.holdsCardRecords() && isAcknowledged(card.id)
        try db.cachedStatement(sql: Self.upsert).execute(arguments: [
            row.id, card.kind.rawValue, rule, row.subject, row.subjects, card.field,
            row.competing, row.options, card.reading, row.settle, row.alternatives,
            acknowledged,
        ])
        return row.id
    }

    private func isAcknowledged(_ id: EntityID) throws -> Bool {
        guard let document = try writer.documents.document(id) else { return false }
        return !document.entries(CardRecord.acknowledged).isEmpty
    }

    private func refreshAcknowledgements() throws {
        let ids = try String.fetchAll(db, sql: "SELECT id FROM card")
        for text in ids {
            guard let id = CardFacts.identifier(text) else { continue }
            try db.execute(
                sql: "UPDATE card SET acknowledged = ? WHERE id = ?",
                arguments: [try isAcknowledged(id), text])
        }
    }
}
