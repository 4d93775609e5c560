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
            guard chosen.isInForce else { return try keepMove(chosen, of: card) }
            try accept(card, zones: zones)
        default:
            try settle(card, value: chosen.value)
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
        case .window:
            let freeze = try existing(subject)
            guard
                let union = FreezeWindow.inForce(freeze, zones: zones, reader: nil)?.window
            else { throw Self.settledAlready }
            try settle(card, value: union.value)
        case .step, .grant:
            guard
                let field = card.field.flatMap({ try? existing(subject).schema?.field(named: $0) }),
                let present = try existing(subject).value(field)
            else { throw Self.settledAlready }
            if let state = present.textValue, field.kind.isMachine {
                try transition(subject, field, to: state.string)
            } else {
                try set(subject, field, present)
            }
        case .edits, .contested, .claim:
            guard let chosen = card.options.first(where: \.isInForce) else {
                throw Self.settledAlready
            }
            try settle(card, value: chosen.value)
        case .freeze, .order, .name, .fork:
            throw DomainFailure.invalid(
                "This card wants a decision that it cannot make itself.",
                hint: "It is settled by: \(card.settle)")
        }
    }

    /// Writes a value over exactly the operations that compete.
    package mutating func settle(_ card: Card, value: Value) throws {
        let document = try existing(card.subjects[0])
        guard let address = address(of: card, in: document),
            let kind = document.schema?.kind(of: address)
        else { throw Self.settledAlready }
        let live = document.writes(address).filter { card.competing.contains($0.id) }
        if case .brake(let order) = kind,
            let field = document.schema?.field(address.field)
        {
            try judgeRelease(of: document.id, live, to: value, order, field)
        }
        if case .stateMachine(let table) = kind {
            let field = document.schema?.field(address.field)
            let present = field.flatMap { document.value($0)?.textValue } ?? table.initial
            guard let target = value.textValue, table.allows(present, to: target) else {
                throw DomainFailure.invalid("From \(present) there is no such step.")
            }
        }
        try emit(
            Operation(
                kind.isMachine ? .transition : .write, target: try creation(of: document),
                field: address.field, key: address.key, subfield: address.subfield,
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

    /// Makes a void move stand: every other member of the circle that would close it goes to the top.
    private mutating func keepMove(_ chosen: CardOption, of card: Card) throws {
        guard let parent = chosen.value.parts.first?.entityValue else { throw Self.settledAlready }
        let moves = try ParentLoops.moves(from: [card.subjects[0]]) { try document($0) }
        guard let above = moves.first(where: { $0.item == parent }) else {
            throw Self.settledAlready
        }
        try set(
            above.item, Item.parent, ParentLoops.value(parent: nil, previous: above.parent))
    }

    /// The cell in which the competing operations live; nil where none of them does any more.
    private func address(of card: Card, in document: Document) -> CellAddress? {
        let competing = Set(card.competing)
        return document.cells.first { cell in
            cell.value.live.contains { competing.contains($0.id) }
        }?.key
    }

    private static let settledAlready = DomainFailure.contested(
        "Somebody has settled this card already.", hint: "See what is left: rail conflicts list")
}
