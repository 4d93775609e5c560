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

    // What was touched, as far as a rule asks for it.
    private var kinds: Set<EntityKind> = []
    private var edges: [EntityID] = []
    private var items: [EntityID] = []
    private var holdsMove = false
    private var merged: [EntityID] = []
    private var records: [Document] = []

    init(_ writer: ProjectionWriter) { self.writer = writer }

    /// Notes a document that was touched and is written.
    mutating func note(_ document: Document) {
        guard let kind = document.entityKind else { return }
        kinds.insert(kind)
        switch kind {
        case .edge: edges.append(document.id)
        case .item: items.append(document.id)
        case .card: records.append(document)
        default: break
        }
        holdsMove = holdsMove || document[Item.parent.number] != nil
        if document[SharedFields.mergedInto.number] != nil { merged.append(document.id) }
    }

    /// Brings the cards of the rules that read something of what was touched to what they are now.
    func refresh() throws {
        let facts = CardFacts(db, documents: writer.documents, row: writer.row)
        let suspended = kinds.contains(.edge) ? try refreshEdges(facts) : []
        // A move or merge that was taken back may have left nothing in its document to tell of it.
        let changesItems = kinds.contains(.item)
        if try holdsMove || changesItems && shows("loop") { try refreshParents(facts) }
        if try kinds.contains(.edge) || !merged.isEmpty
            || changesItems && (shows("merge") || shows("redirect"))
        {
            try refreshMerges(facts)
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
        for record in records { try acknowledge(record) }
        guard !kinds.isDisjoint(with: [.edge, .item]) else { return }
        try WaitBoard(db, documents: writer.documents)
            .refresh(edges: edges + suspended, holdsMerge: !merged.isEmpty)
    }

    /// Brings the cards of forked streams to what the log says; who has seen one has settled it.
    func replace(forks: [Card]) throws {
        try replaceRule("fork", try forks.filter { try !writer.documents.isAcknowledged($0.id) })
    }

    /// Judges again the circles that the touched edges can be part of, and those that were known; the edges
    /// that are suspended or were.
    private func refreshEdges(_ facts: CardFacts) throws -> [EntityID] {
        let known = try String.fetchAll(db, sql: "SELECT id FROM suspended_edge")
            .compactMap { CardFacts.identifier($0) }
        let seeds = try facts.endpoints(of: known + edges)
        let blocking = try facts.blockingEdges(reachableFrom: seeds)
        try db.execute(sql: "DELETE FROM suspended_edge")
        let suspended = BlockingCycles.suspensions(blocking).map(\.edge.id)
        for edge in suspended {
            try db.execute(
                sql: "INSERT INTO suspended_edge(id) VALUES (?)",
                arguments: [Crockford.text(edge)])
        }
        try replaceRule("blocking", BlockingCycles.cards(blocking))
        return known + suspended
    }

    private func refreshParents(_ facts: CardFacts) throws {
        let known = try String.fetchAll(
            db, sql: "SELECT subject FROM rule_card WHERE rule = 'loop'"
        )
        .compactMap { CardFacts.identifier($0) }
        let moves = try facts.parentMoves(from: items + known)
        for move in moves { try setParent(move.parent, of: move.item) }
        for void in ParentLoops.voidMoves(moves) {
            try setParent(void.standsBelow, of: void.move.item)
        }
        try replaceRule("loop", ParentLoops.cards(moves))
    }

    private func refreshMerges(_ facts: CardFacts) throws {
        let ties = try facts.edgesOfMergedItems()
        let known = try String.fetchAll(
            db, sql: "SELECT subject FROM rule_card WHERE rule = 'merge'"
        )
        .compactMap { CardFacts.identifier($0) }
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
        guard let number = try writer.documents.number(of: item) else { return }
        try db.cachedStatement(sql: "UPDATE item SET parent = ? WHERE n = ?").execute(
            arguments: [parent.map { Crockford.text($0) }, number])
    }

    private func shows(_ rule: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM rule_card WHERE rule = ?)"),
            arguments: [rule]) ?? false
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
