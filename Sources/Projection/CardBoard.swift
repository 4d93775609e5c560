internal import Causality
internal import Foundation
internal import GRDB
internal import Lattice
internal import ReleaseModel

/// Keeps the table `rule_card` equal to what the rules over many documents say of the present state.
///
/// A rule runs again when a kind that it reads was touched.
struct CardBoard {
    private let writer: ProjectionWriter
    private var db: Database { writer.db }

    init(_ writer: ProjectionWriter) { self.writer = writer }

    func refresh(_ touched: [Document]) throws {
        let facts = CardFacts(db, documents: writer.documents, row: writer.row)
        let kinds = Set(touched.compactMap(\.entityKind))
        if kinds.contains(.edge) { try refreshEdges(facts, touched) }
        if touched.contains(where: { $0[Item.parent.number] != nil }) {
            try refreshParents(facts, touched)
        }
        if kinds.contains(.edge)
            || touched.contains(where: { $0[SharedFields.mergedInto.number] != nil })
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
        for record in touched where record.entityKind == .card { try acknowledge(record) }
    }

    /// Brings the cards of forked streams to what the log says; who has seen one has settled it.
    func replace(forks: [Card]) throws {
        try replaceRule("fork", try forks.filter { try !writer.documents.isAcknowledged($0.id) })
    }

    /// Judges again the circles that the touched edges can be part of, and those that were known.
    private func refreshEdges(
        _ facts: CardFacts, _ touched: [Document]
    ) throws {
        let known = try String.fetchAll(db, sql: "SELECT id FROM suspended_edge")
        let seeds = try facts.endpoints(
            of: known + touched.map { Crockford.text($0.id) })
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
        _ facts: CardFacts, _ touched: [Document]
    ) throws {
        let known = try String.fetchAll(
            db, sql: "SELECT subject FROM rule_card WHERE rule = 'loop'"
        )
        .compactMap { CardFacts.identifier($0) }
        let starts = touched.filter { $0.entityKind == .item }.map(\.id) + known
        let moves = try facts.parentMoves(from: starts)
        for move in moves { try setParent(move.parent, of: move.item) }
        for void in ParentLoops.voidMoves(moves) {
            try setParent(void.standsBelow, of: void.move.item)
        }
        try replaceRule("loop", ParentLoops.cards(moves))
    }

    private func refreshMerges(
        _ facts: CardFacts, _ touched: [Document]
    ) throws {
        let ties = try facts.edgesOfMergedItems()
        let known = try String.fetchAll(
            db, sql: "SELECT subject FROM rule_card WHERE rule = 'merge'"
        )
        .compactMap { CardFacts.identifier($0) }
        let merged = touched.filter { $0[SharedFields.mergedInto.number] != nil }.map(\.id)
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
        try db.cachedStatement(sql: "DELETE FROM rule_card WHERE rule = ?")
            .execute(arguments: [rule])
        for card in cards { try insert(card, rule: rule) }
    }

    private func insert(_ card: Card, rule: String) throws {
        let row = CardRow(card)
        // What this transaction acknowledges is written at its end.
        let acknowledged = try writer.documents.isAcknowledged(card.id)
        let sql = "INSERT OR REPLACE INTO rule_card VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        try db.cachedStatement(sql: sql).execute(arguments: [
            row.id, card.kind.rawValue, rule, row.subject, row.subjects, card.field,
            row.competing, row.options, card.reading, row.settle, row.alternatives,
            acknowledged,
        ])
    }

    /// Marks a card whose record was touched; the others were marked when they were written.
    private func acknowledge(_ record: Document) throws {
        let isAcknowledged = CardRecord.isAcknowledged(record)
        for table in ["document_card", "rule_card"] {
            try db.cachedStatement(sql: "UPDATE \(table) SET acknowledged = ? WHERE id = ?")
                .execute(arguments: [isAcknowledged, Crockford.text(record.id)])
        }
    }
}
