package import Lattice

/// Cards for transitions that stay in the log without effect.
package enum VoidStep {
    package static func cards(of document: Document) -> [Card] {
        guard let schema = document.schema else { return [] }
        var cards: [Card] = []
        let (addresses, cells) = (document.cells.addresses, document.cells.cells)
        for place in cells.indices {
            guard let guarded = cells[place].guarded,
                let field = schema.field(addresses[place].field)
            else { continue }
            // Once somebody who saw it has moved the machine, the void step is history.
            for (write, reason) in guarded.outstanding where reason != .rewritesImmutable {
                cards.append(card(document, field, guarded, write, reason))
            }
        }
        return cards
    }

    private static func card(
        _ document: Document, _ field: FieldDefinition, _ guarded: Guarded, _ write: Write,
        _ reason: VoidReason
    ) -> Card {
        let live = CardOption.offered(guarded.live, of: document.id) { _ in true }
        let isPossible =
            switch field.kind {
            case .stateMachine(let table):
                table.allows(
                    document.value(field)?.leadingText ?? table.initial,
                    to: write.value.leadingText ?? table.initial)
            default: true
            }
        return Card(
            reason == .impossibleStep ? .step : .grant, subjects: [document.id],
            field: field.name, competing: [write.id],
            options: live + [CardOption(write, of: document.id, isInForce: false)],
            reading: sentence(reason),
            settle: CardSettlement(
                .accept, otherwise: isPossible ? [.take(live.count + 1)] : []))
    }

    private static func sentence(_ reason: VoidReason) -> String {
        switch reason {
        case .brakeWithoutGrant: "the brake stays: releasing it needs a grant"
        case .impossibleStep: "the step does not follow from the state its author saw; it is void"
        case .needsGrant: "the step needs a grant; it is void until one is given"
        case .rewritesImmutable: "the field is written once; the later value is void"
        }
    }
}
