import Causality
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Row 1: no item waits for itself.
struct BlockingInvariantTests {
    private func items(_ world: ModelWorld, _ count: Int) throws -> [EntityID] {
        try (0..<count).map { try world.shared(.item, "item \($0)") }
    }

    @Test func `two replicas block each other's items: the later edge is suspended`() throws {
        let world = ModelWorld()
        let item = try items(world, 2)
        try world.edit("tokyo") { try $0.link("blocks", from: item[0], to: item[1]) }
        try world.edit("recife") { try $0.link("blocks", from: item[1], to: item[0]) }
        let card = try world.only(.blocking, world.meet())
        let later = DerivedIdentifier.edge("blocks", from: item[1], to: item[0])
        #expect(card.subjects == [later])
        #expect(card.competing.count == 2)
        try world.expectSettled(card, by: "prague") { try $0.unlink(later) }
    }

    @Test func `keeping the suspended edge takes the other one away`() throws {
        let world = ModelWorld()
        let item = try items(world, 3)
        try world.edit("tokyo") {
            try $0.link("blocks", from: item[0], to: item[1])
            try $0.link("blocks", from: item[1], to: item[2])
        }
        try world.edit("recife") { try $0.link("blocks", from: item[2], to: item[0]) }
        let card = try world.only(.blocking, world.meet())
        let kept = card.subjects[0]
        let edges = world.replicas[0].documents.documents.values.compactMap {
            BlockingCycles.BlockingEdge($0)
        }
        try world.expectSettled(card, by: "tokyo") { try $0.keep(kept, amongst: edges) }
        #expect(BlockingCycles.BlockingEdge(world[kept]) != nil)
    }

    @Test func `the next clash of the same edge has another card`() throws {
        let world = ModelWorld()
        let item = try items(world, 2)
        let later = DerivedIdentifier.edge("blocks", from: item[1], to: item[0])
        var seen: Set<EntityID> = []
        for _ in 0..<2 {
            try world.edit("tokyo") { try $0.link("blocks", from: item[0], to: item[1]) }
            try world.edit("recife") { try $0.link("blocks", from: item[1], to: item[0]) }
            let card = try world.only(.blocking, world.meet(orders: 6))
            #expect(seen.insert(card.id).inserted)
            try world.expectSettled(card, by: "prague") { try $0.unlink(later) }
        }
    }

    @Test(arguments: 1...12)
    func `whatever edges meet, what stands has no circle and every card can be settled`(
        seed: UInt64
    ) throws {
        let world = ModelWorld(seed: seed)
        let item = try items(world, 5)
        for _ in 0..<4 {
            for replica in world.replicas where world.chance(80) {
                let (from, to) = (world.pick(item), world.pick(item))
                guard from != to else { continue }
                try world.edit(replica.name) { try $0.link("blocks", from: from, to: to) }
            }
        }
        var cards = world.meet(orders: 8).filter { $0.kind == .blocking }
        let edges = world.replicas[0].documents.documents.values.compactMap {
            BlockingCycles.BlockingEdge($0)
        }
        #expect(
            Set(cards.map { $0.subjects[0] }) == CircleOracle.suspended(edges))
        while let card = cards.first {
            try world.edit(world.pick(world.replicas).name) {
                try $0.accept(card, zones: TestZones.all)
            }
            let left = world.meet(orders: 2).filter { $0.kind == .blocking }
            #expect(left.count < cards.count)
            cards = left
        }
    }
}
