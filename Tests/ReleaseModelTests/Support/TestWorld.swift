import Causality
import History
import Lattice
import ReleaseModel
import Testing

/// Several replicas that edit apart and meet; every meeting is judged over many orders of delivery.
final class TestWorld {
    private(set) var replicas: [TestReplica] = []
    private(set) var generator: Generator
    private var wall: UInt64 = 1_790_000_000_000
    private var named: UInt64 = 0

    init(_ names: [String] = ["tokyo", "recife", "prague"], seed: UInt64 = 1) {
        generator = Generator(seed: seed)
        for (place, name) in names.enumerated() {
            replicas.append(TestReplica(name, number: UInt64(place) + 1))
        }
    }

    subscript(name: String) -> TestReplica {
        replicas.first { Array($0.name.utf8) == Array(name.utf8) } ?? replicas[0]
    }

    func below(_ limit: Int) -> Int { generator.below(limit) }
    func chance(_ percent: Int) -> Bool { generator.chance(percent) }
    func pick<Element>(_ elements: [Element]) -> Element { generator.pick(elements) }

    func newID() -> EntityID {
        named += 1
        return EntityID(high: generator.next(), low: named)
    }

    /// An edit by one replica, a second after the one before.
    @discardableResult
    func edit(
        _ name: String, _ command: (inout Draft) throws -> Void
    ) throws -> AdmittedChange? {
        wall += 1000
        return try self[name].edit(at: wall, command)
    }

    @discardableResult
    func write(_ name: String, _ operations: [Operation]) -> AdmittedChange {
        wall += 1000
        return self[name].write(at: wall, operations)
    }

    /// A thing that everybody knows from the start.
    func shared(
        _ kind: EntityKind, _ title: String,
        _ more: (inout Draft, EntityID) throws -> Void = { _, _ in }
    ) throws -> EntityID {
        let id = newID()
        try edit(replicas[0].name) { draft in
            try draft.create(kind, id)
            try draft.set(id, Schema.of(kind).title, .text(title))
            try more(&draft, id)
        }
        exchange()
        return id
    }

    /// Everybody tells everybody everything.
    func exchange() {
        for target in replicas {
            for source in generator.shuffled(replicas) where source !== target {
                for change in source.log { target.deliver(change) }
            }
        }
        // What was told before its causes came is told again.
        for target in replicas {
            for source in replicas { for change in source.log { target.deliver(change) } }
        }
    }

    /// Lets all meet, checks that they agree in state and cards whatever the order, and returns the cards.
    @discardableResult
    func meet(orders: Int = 24, sourceLocation: SourceLocation = #_sourceLocation) -> [Card] {
        exchange()
        let first = replicas[0]
        for replica in replicas.dropFirst() {
            #expect(replica.vector == first.vector, sourceLocation: sourceLocation)
            #expect(
                replica.digest == first.digest, "\(replica.name) reads another state",
                sourceLocation: sourceLocation)
            #expect(
                replica.cards == first.cards, "\(replica.name) shows other cards",
                sourceLocation: sourceLocation)
        }
        let changes = first.log
        let all = DeliveryOrders.all(changes, limit: orders)
        let sample =
            all ?? (0..<orders).map { _ in DeliveryOrders.random(changes, &generator) }
        for order in sample {
            let fresh = TestReplica("fresh", number: 99)
            for change in order { #expect(fresh.deliver(change)) }
            #expect(fresh.digest == first.digest, sourceLocation: sourceLocation)
            #expect(fresh.cards == first.cards, sourceLocation: sourceLocation)
        }
        return first.cards
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

    /// The state that all agree on.
    subscript(id: EntityID) -> Document { replicas[0][id] }
}
