import Causality
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Row 2: the item tree is a tree.
struct ParentInvariantTests {
    private func move(
        _ draft: inout Draft, _ item: EntityID, below parent: EntityID
    ) throws {
        try draft.move(item, below: parent) { _ in [] }
    }

    @Test func `moved below each other: the later move is void, its item stands where it stood`()
        throws
    {
        let world = ModelWorld()
        let top = try world.shared(.item, "top")
        let first = try world.shared(.item, "first")
        let second = try world.shared(.item, "second")
        try world.edit("tokyo") { try move(&$0, second, below: top) }
        world.exchange()
        try world.edit("tokyo") { try move(&$0, first, below: second) }
        try world.edit("recife") { try move(&$0, second, below: first) }
        let card = try world.only(.loop, world.meet())
        #expect(card.subjects == [second, first])
        let moves = ParentLoops.moves(from: [first, second]) { world[$0] }
        #expect(ParentLoops.voidMoves(moves).first?.standsBelow == top)
        try world.expectSettled(card, by: "prague") { try $0.accept(card, zones: TestZones.all) }
        #expect(world[second].value(Item.parent)?.parts.first == .entity(top))
    }

    @Test func `the void move can be made to stand instead`() throws {
        let world = ModelWorld()
        let first = try world.shared(.item, "first")
        let second = try world.shared(.item, "second")
        try world.edit("tokyo") { try move(&$0, first, below: second) }
        try world.edit("recife") { try move(&$0, second, below: first) }
        let card = try world.only(.loop, world.meet())
        let option = try #require(card.options.firstIndex { !$0.isInForce }) + 1
        try world.expectSettled(card, by: "tokyo") {
            try $0.settle(card, option: option, zones: TestZones.all)
        }
        #expect(world[second].value(Item.parent)?.parts.first == .entity(first))
    }

    @Test func `a move that would close a circle is refused where it is seen`() throws {
        let world = ModelWorld()
        let first = try world.shared(.item, "first")
        let second = try world.shared(.item, "second") { draft, id in
            try draft.move(id, below: first) { _ in [] }
        }
        #expect(throws: DomainFailure.self) {
            try world.edit("tokyo") { try $0.move(first, below: second) { _ in [first] } }
        }
    }

    @Test(arguments: 1...12)
    func `random moves offline: the tree equals brute force and every card can be settled`(
        seed: UInt64
    ) throws {
        let world = ModelWorld(seed: seed)
        let items = try (0..<6).map { try world.shared(.item, "item \($0)") }
        for _ in 0..<3 {
            for replica in world.replicas {
                let (item, parent) = (world.pick(items), world.pick(items))
                guard item != parent else { continue }
                let path = ParentOracle.ancestors(of: parent, in: replica)
                guard !path.contains(item) else { continue }
                try world.edit(replica.name) { try $0.move(item, below: parent) { _ in path } }
            }
            if world.chance(40) { world.exchange() }
        }
        var cards = world.meet(orders: 8).filter { $0.kind == .loop }
        let moves = items.compactMap { ParentLoops.ParentMove(world[$0]) }
        #expect(
            ParentOracle.tree(ParentLoops.voidMoves(moves), moves) == ParentOracle.tree(moves))
        for _ in 0..<8 {
            guard let card = cards.first else { break }
            try world.edit("recife") { try $0.accept(card, zones: TestZones.all) }
            let left = world.meet(orders: 2).filter { $0.kind == .loop }
            #expect(!left.contains { $0.id == card.id })
            cards = left
        }
        #expect(cards.isEmpty)
    }
}
