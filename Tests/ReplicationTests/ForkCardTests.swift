import Causality
import History
import Lattice
import ProcessKit
import ReleaseModel
import Replication
import Testing

/// The card of a stream that was copied: derived from the log, equal everywhere, settled by whoever saw it.
@Suite struct `A card of a fork` {
    private let world: ReplicaWorld
    private let ana: Replica
    /// Images of ana's machine that nobody can tell from it.
    private let twins: [Replica]
    private let item = EntityID(high: 7, low: 7)

    init() throws {
        let world = try ReplicaWorld()
        let ana = try world.found("ana")
        let item = item
        try ana.commit { draft, _ in
            try draft.create(.item, item)
            try draft.set(item, Item.title, .text("Common"))
        }
        self.world = world
        self.ana = ana
        twins = try ["one", "two", "three"].map { try world.twin(ana, $0) }
    }

    private func write(_ text: String, by replica: Replica) throws {
        try replica.commit { draft, _ in try draft.append(item, Item.comments, .text(text)) }
    }

    private func cards(_ replica: Replica) throws -> [Card] { try replica.read { try $0.cards() } }

    private func rebuild(_ replica: Replica) throws {
        let digests = try replica.rebuild()
        #expect(digests.before == digests.after)
    }

    /// Ana and two copies of her each wrote; a fourth is kept for later.
    private func part() throws -> [Replica] {
        let ways = [ana, twins[0], twins[1]]
        for (number, replica) in ways.enumerated() { try write("way \(number)", by: replica) }
        return ways
    }

    @Test func `every replica shows one card of a fork, whatever arrived first`() throws {
        let ways = try part()
        var complete: Set<[Card]> = []
        var partial: Set<EntityID> = []
        for (number, order) in Self.orders.enumerated() {
            let reader = try world.join("reader \(number)", ana)
            try world.carry(from: ways[order[0]], to: reader)
            #expect(try cards(reader).isEmpty)
            try world.carry(from: ways[order[1]], to: reader)
            partial.formUnion(try cards(reader).map(\.id))
            try world.carry(from: ways[order[2]], to: reader)
            complete.insert(try cards(reader))
            try rebuild(reader)
            complete.insert(try cards(reader))
        }
        for (source, target) in [(1, 0), (2, 0), (0, 1), (0, 2)] {
            try world.carry(from: ways[source], to: ways[target])
        }
        for replica in ways { complete.insert(try cards(replica)) }
        #expect(complete.count == 1)
        let card = try #require(complete.first?.first)
        #expect(complete.first?.count == 1)
        #expect(card.kind == .fork)
        let member = try ana.read { try $0.member() }
        #expect(card.subjects == [EntityID(high: member.high, low: member.low)])
        #expect(card.competing.count == 3)
        #expect(card.options.map(\.operation).sorted() == card.competing)
        #expect(card.options.allSatisfy { $0.isInForce && $0.value == .integer(1) })
        // Each pair of branches is a clash of its own: a third one is asked about again.
        #expect(partial.count == 3)
        #expect(!partial.contains(card.id))
    }

    @Test func `a branch that grows keeps its card`() throws {
        try write("by ana", by: ana)
        try write("by the copy", by: twins[0])
        let ben = try world.join("ben", ana)
        try world.carry(from: ana, to: ben)
        try world.carry(from: twins[0], to: ben)
        let first = try #require(try cards(ben).first)
        try write("again by the copy", by: twins[0])
        try world.carry(from: twins[0], to: ben)
        let second = try #require(try cards(ben).first)
        #expect(first.id == second.id)
        #expect(first.options.map(\.value) == [.integer(1), .integer(1)])
        #expect(Set(second.options.map(\.value)) == [.integer(1), .integer(2)])
        try rebuild(ben)
        #expect(try cards(ben) == [second])
    }

    @Test func `whoever has seen the card of a fork settles it for all`() throws {
        var all = try part()
        all.append(try world.join("ben", ana))
        try meet(all)
        let card = try #require(try cards(all[3]).first)
        let settled = try all[3].commit { draft, view in
            try draft.accept(try #require(try view.card(card.id)), zones: ana.environment.zones)
        }
        try meet(all)
        for replica in all {
            #expect(try cards(replica).isEmpty)
            try rebuild(replica)
            #expect(try cards(replica).isEmpty)
        }
        // Taken back it is there again, and can be settled again by somebody else.
        try all[3].commit { draft, view in
            let dot = try #require(settled.dot)
            try draft.undo(try #require(try view.change(dot))) { try view.change($0) }
        }
        try meet(all)
        for replica in all { #expect(try cards(replica) == [card]) }
        try ana.commit { draft, _ in try draft.acknowledge(card, .text("The laptop was copied")) }
        try meet(all)
        for replica in all { #expect(try cards(replica).isEmpty) }
        // A further copy that shows up is news.
        try write("much later", by: twins[2])
        all.append(twins[2])
        try meet(all)
        for replica in all {
            #expect(try cards(replica).map(\.competing.count) == [4])
            #expect(try replica.stateDigest().value == ana.stateDigest().value)
        }
    }

    private func meet(_ replicas: [Replica]) throws {
        for _ in 0..<2 {
            for other in replicas.dropFirst() { try world.exchange(replicas[0], other) }
        }
    }

    private static let orders = [
        [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0],
    ]
}
