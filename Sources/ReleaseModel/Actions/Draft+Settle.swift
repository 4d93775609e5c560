package import Causality
internal import History
package import Lattice

// Settling cards: one write that supersedes exactly what competes, so that a rival which nobody here
// has seen yet is asked about again.

extension Draft {
    /// Takes one of a card's options, counted from 1 as they are shown.
    package mutating func settle(
        _ card: Card, option: Int, zones: any ZoneRules
    ) throws {
        guard card.options.indices.contains(option - 1) else {
            throw DomainFailure.invalid(
                card.options.isEmpty
                    ? "This card has no options to choose from."
                    : "There is no option \(option): they are 1 to \(card.options.count).",
                hint: "It is settled by: \(card.settle)")
        }
        let chosen = card.options[option - 1]
        switch card.kind {
        case .archive:
            if chosen.isInForce { try unarchive(card.subjects[0]) } else { try archiveAgain(card) }
        case .loop:
            guard chosen.isInForce else { return try keepMove(chosen) }
            try accept(card, zones: zones)
        case .merge:
            guard chosen.isInForce else { return try keepMerge(chosen) }
            try accept(card, zones: zones)
        case .blocking:
            guard chosen.isInForce else { return try keepEdge(card) }
            try accept(card, zones: zones)
        case .window:
            guard let window = Window(chosen.value) else { throw Self.settledAlready }
            try move(freeze: card.subjects[0], to: window, zones: zones)
        case .step, .grant:
            try write(chosen.value, over: card)
        case .edits, .contested, .claim:
            try settle(card, value: chosen.value)
        case .freeze, .order, .name, .redirect, .fork:
            throw Self.noChoice(card)
        }
    }

    /// Keeps what is in force, so that the card goes and nothing else changes.
    package mutating func accept(_ card: Card, zones: any ZoneRules) throws {
        let subject = card.subjects[0]
        switch card.kind {
        case .archive: try unarchive(subject)
        case .blocking: try unlink(subject)
        case .loop:
            let moves = try ParentLoops.moves(from: card.subjects) { try document($0) }
            let void = ParentLoops.voidMoves(moves).first { $0.move.item == subject }
            guard let void else { throw Self.settledAlready }
            try set(
                subject, Item.parent,
                ParentLoops.value(parent: void.standsBelow, previous: void.standsBelow))
        case .merge: try unmerge(subject)
        case .redirect:
            guard card.subjects.count > 2 else { throw Self.settledAlready }
            try merge(subject, into: card.subjects[1], edges: Array(card.subjects[2...]))
        case .window:
            let freeze = try existing(subject)
            guard
                let union = FreezeWindow.inForce(freeze, zones: zones, reader: nil)?.window
            else { throw Self.settledAlready }
            try settle(card, value: union.value)
        case .step, .grant:
            guard let field = try field(of: card), let present = try existing(subject).value(field)
            else { throw Self.settledAlready }
            try write(present, over: card)
        case .edits, .contested, .claim:
            guard let chosen = card.options.first(where: \.isInForce) else {
                throw Self.settledAlready
            }
            try settle(card, value: chosen.value)
        case .fork: try acknowledge(card, .text("seen"))
        case .freeze, .order, .name:
            throw Self.noChoice(card)
        }
    }

    /// Says that the writer has seen a card; a card of a fork asks for no more.
    package mutating func acknowledge(_ card: Card, _ note: Value) throws {
        guard let record = try document(card.id) else {
            try create(.card, card.id)
            return try append(card.id, CardRecord.acknowledged, note)
        }
        // Undoing the first acknowledgement archived the record that it made.
        if ArchiveClash.isArchived(record) { try unarchive(card.id) }
        try append(card.id, CardRecord.acknowledged, note)
    }

    /// Writes a value over exactly the operations that compete.
    package mutating func settle(_ card: Card, value: Value) throws {
        let document = try existing(card.subjects[0])
        guard let address = address(of: card, in: document),
            let kind = document.schema?.kind(of: address)
        else { throw Self.settledAlready }
        let live = document.writes(address).filter { card.competing.contains($0.id) }
        if let field = document.schema?.field(address.field) {
            if field.kind.isMachine { return try write(value, over: card) }
            if case .brake(let order) = kind {
                try judgeRelease(of: document.id, live, to: value, order, field)
            }
        }
        try emit(
            Operation(
                .write, target: try creation(of: document), field: address.field,
                key: address.key, subfield: address.subfield,
                value: value.canonicalBytes, supersedes: live.map(\.id).sorted()))
    }

    /// Suspends nothing any more of what a kept blocking edge would close: unlinks, of every circle that
    /// it is part of, the other edge that was added last.
    package mutating func keep(
        _ edge: EntityID, amongst edges: [BlockingCycles.BlockingEdge]
    ) throws {
        guard edges.contains(where: { $0.id == edge }) else {
            throw DomainFailure.notFound("That edge blocks nothing any more.")
        }
        var remaining = edges
        while let rival = rival(of: edge, amongst: remaining) {
            try unlink(rival.id)
            remaining.removeAll { $0.id == rival.id }
        }
    }

    private func rival(
        of edge: EntityID, amongst edges: [BlockingCycles.BlockingEdge]
    ) -> BlockingCycles.BlockingEdge? {
        for suspension in BlockingCycles.suspensions(edges)
        where suspension.circle.contains(where: { $0.id == edge }) {
            let others = suspension.circle.filter { $0.id != edge }
            return others.max { BlockingCycles.isLater($1, $0) }
        }
        return nil
    }

    private mutating func archiveAgain(_ card: Card) throws {
        let document = try existing(card.subjects[0])
        try set(document.id, SharedFields.archived, ArchiveClash.archiving(document))
    }

    /// Makes a void move stand: what lies above it goes to the top.
    private mutating func keepMove(_ chosen: CardOption) throws {
        guard let above = chosen.value.parts.first?.entityValue,
            let parent = try existing(above).value(Item.parent)?.parts.first?.entityValue
        else { throw Self.settledAlready }
        try set(above, Item.parent, ParentLoops.value(parent: nil, previous: parent))
    }

    /// Makes a void merge stand: what it merges into is merged into nothing itself.
    private mutating func keepMerge(_ chosen: CardOption) throws {
        guard let survivor = chosen.value.entityValue else { throw Self.settledAlready }
        try unmerge(survivor)
    }

    private mutating func keepEdge(_ card: Card) throws {
        let edges = try card.options.compactMap { option in
            try document(option.subject).flatMap { BlockingCycles.BlockingEdge($0) }
        }
        try keep(card.subjects[0], amongst: edges)
    }

    /// Writes a value in the ordinary way, which answers the void writes that it sees too.
    private mutating func write(_ value: Value, over card: Card) throws {
        guard let field = try field(of: card) else { throw Self.settledAlready }
        if field.kind.isMachine {
            try transition(card.subjects[0], field, to: value.string ?? "")
        } else {
            try set(card.subjects[0], field, value)
        }
    }

    private mutating func field(of card: Card) throws -> FieldDefinition? {
        let schema = try existing(card.subjects[0]).schema
        return card.field.flatMap { schema?.field(named: $0) }
    }

    /// The cell in which the competing operations live; nil where none of them does any more.
    private func address(of card: Card, in document: Document) -> CellAddress? {
        let competing = Set(card.competing)
        return document.cells.first { cell in
            cell.value.live.contains { competing.contains($0.id) }
        }?.key
    }

    private static func noChoice(_ card: Card) -> DomainFailure {
        let ways = ([card.settle] + card.alternatives).joined(separator: "  or  ")
        return .contested(
            "This card wants a decision that it cannot make itself.",
            hint: "It is settled by: \(ways)")
    }

    private static let settledAlready = DomainFailure.contested(
        "Somebody has settled this card already.", hint: "See what is left: rail conflicts list")
}
