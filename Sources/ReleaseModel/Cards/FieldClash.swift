package import Lattice

/// Cards of one entity's own fields: values that were written without knowledge of each other.
package enum FieldClash {
    /// How nearly all cards read.
    package static let latestIsShown =
        "the latest by its writer's clock is shown until somebody decides; all are kept"

    package static func cards(of document: Document) -> [Card] {
        guard let schema = document.schema else { return [] }
        var cards: [Card] = []
        let (addresses, cells) = (document.cells.addresses, document.cells.cells)
        for place in cells.indices where cells[place].holdsSeveral {
            let (number, subnumber) = (addresses[place].field, addresses[place].subfield)
            guard let field = schema.field(number) else { continue }
            let below = field.subfields.firstIndex { $0.number == subnumber }
            let card = card(
                document, cells[place], field: below.map { field.subfields[$0] } ?? field,
                name: below.map { field.subfieldNames[$0] } ?? field.name)
            if let card { cards.append(card) }
        }
        return cards
    }

    private static func card(
        _ document: Document, _ cell: Cell, field: FieldDefinition, name: String
    ) -> Card? {
        // Windows of freezes are read as their union, parents as a tree: they have cards of their own.
        guard asks(field, document) else { return nil }
        let live = cell.live
        guard differ(live, field, document),
            let shown = cell.shown(kind: field.kind)?.id
        else { return nil }
        let options = CardOption.offered(live, of: document.id) { $0.id == shown }
        return Card(
            kind(of: field, document), subjects: [document.id], field: name,
            competing: live.map(\.id), options: options, reading: reading(of: field),
            settle: settle(field, document, options))
    }

    /// Says whether differing values of a field are for people to choose between.
    ///
    /// Sets, logs and counters hold many on purpose; concurrent ranks both have a place; what is
    /// written once cannot be written again. Windows of freezes are read as their union and archives
    /// against what they saw: those have cards of their own.
    private static func asks(_ field: FieldDefinition, _ document: Document) -> Bool {
        guard field != SharedFields.origin, field != SharedFields.archived else { return false }
        return switch field.kind {
        case .register, .contestedRegister, .safety, .brake, .stateMachine: true
        case .composite: !(document.entityKind == .freeze && field == Freeze.window)
        case .addWinsSet, .removeWinsSet, .growOnlyLog, .counter, .text, .rank, .keyedMap,
            .immutable, .grantOnly:
            false
        }
    }

    /// Says whether what the writers wrote is a difference of opinion.
    private static func differ(
        _ live: [Write], _ field: FieldDefinition, _ document: Document
    ) -> Bool {
        // A move also says where the item came from.
        let isMove =
            document.entityKind == .item && (field == Item.parent || field == Item.assignee)
        // Two holds for different reasons agree that it is held.
        guard isMove || field.kind.isBrake else {
            return live.contains { !$0.hasValue(of: live[0]) }
        }
        let first = live.map { write in
            let value = write.value
            return value.parts.first ?? value
        }
        return first.contains { $0 != first[0] }
    }

    private static func kind(of field: FieldDefinition, _ document: Document) -> CardKind {
        if document.entityKind == .item, field == Item.assignee { return .claim }
        return switch field.kind {
        case .contestedRegister, .brake: .contested
        default: .edits
        }
    }

    private static func reading(of field: FieldDefinition) -> String {
        switch field.kind {
        case .safety, .brake, .stateMachine:
            "the safest value is in force until somebody decides"
        default: latestIsShown
        }
    }

    private static func settle(
        _ field: FieldDefinition, _ document: Document, _ options: [CardOption]
    ) -> CardSettlement {
        let choice = CardSettlement.choice(options)
        if document.entityKind == .item, field == Item.assignee {
            return CardSettlement(
                .command(CommandText.line("claim", .item, document.id, ["--over"])),
                otherwise: [choice.first] + choice.others)
        }
        guard case .stateMachine(let table) = field.kind,
            let shown = options.first(where: \.isInForce)?.value.leadingText
        else { return choice }
        // Only a state that follows from the one in force can be chosen instead of it.
        return CardSettlement(
            choice.first,
            otherwise: options.indices.compactMap { place in
                let option = options[place]
                guard !option.isInForce, let target = option.value.leadingText,
                    table.allows(shown, to: target)
                else { return nil }
                return .take(place + 1)
            })
    }
}
