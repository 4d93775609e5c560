import ReleaseModel
import SimulationKit
import Testing

extension ModelWorld {
    /// Lets all meet, checks that they agree in state and cards whatever the order, and returns the cards.
    @discardableResult
    func meet(orders: Int = 24, sourceLocation: SourceLocation = #_sourceLocation) -> [Card] {
        let (cards, differences) = meeting(orders: orders)
        #expect(differences.isEmpty, sourceLocation: sourceLocation)
        return cards
    }

    /// Lets one replica settle something, all meet again, and expects this card to be gone everywhere.
    func expectSettled(
        _ card: Card, by name: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ command: (inout Draft) throws -> Void
    ) throws {
        try edit(name, command)
        let left = meet(sourceLocation: sourceLocation)
        #expect(
            !left.contains { $0.id == card.id }, "the card stays", sourceLocation: sourceLocation)
        #expect(
            !left.contains { $0.kind == card.kind && $0.subjects == card.subjects },
            "another card of its kind takes its place", sourceLocation: sourceLocation)
    }

    /// The only card of a kind.
    func only(
        _ kind: CardKind, _ cards: [Card], sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Card {
        let found = cards.filter { $0.kind == kind }
        #expect(found.count == 1, "\(cards.map(\.kind))", sourceLocation: sourceLocation)
        return try #require(found.first, sourceLocation: sourceLocation)
    }
}
