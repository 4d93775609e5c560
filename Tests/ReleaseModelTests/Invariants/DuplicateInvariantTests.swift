import Causality
import History
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Row 25: duplicates are merged by people, as aliases with their relations, and can be taken apart.
struct DuplicateInvariantTests {
    private func live(_ world: ModelWorld, _ edge: EntityID) -> Bool {
        !world[edge].elements(Edge.presence).isEmpty
    }

    @Test func `a duplicate is merged as an alias with its edges, and can be taken back`() throws {
        let world = ModelWorld()
        let item = try (0..<4).map { try world.shared(.item, "item \($0)") }
        let blocks = try #require(
            try world.edit("tokyo") {
                try $0.link("blocks", from: item[0], to: item[2])
                try $0.link("relates", from: item[3], to: item[0])
                try $0.link("duplicates", from: item[0], to: item[1])
            })
        #expect(blocks.change.operations.count == 15)
        let edges = [("blocks", 0, 2), ("relates", 3, 0), ("duplicates", 0, 1)].map {
            DerivedIdentifier.edge($0.0, from: item[$0.1], to: item[$0.2])
        }
        world.exchange()
        let merge = try #require(
            try world.edit("recife") { try $0.merge(item[0], into: item[1], edges: edges) })
        #expect(world.meet().isEmpty)
        let redirected = [
            DerivedIdentifier.edge("blocks", from: item[1], to: item[2]),
            DerivedIdentifier.edge("relates", from: item[3], to: item[1]),
        ]
        #expect(redirected.allSatisfy { live(world, $0) })
        #expect(edges.allSatisfy { !live(world, $0) })
        #expect(Aliases(item.map { world[$0] }).resolve(item[0]) == item[1])
        try world.edit("prague") { draft in
            try draft.undo(merge) { world["prague"].change($0) }
        }
        #expect(world.meet().isEmpty)
        #expect(edges.allSatisfy { live(world, $0) })
        #expect(redirected.allSatisfy { !live(world, $0) })
        #expect(Aliases(item.map { world[$0] }).resolve(item[0]) == item[0])
    }

    private func mutual(_ world: ModelWorld) throws -> (first: EntityID, second: EntityID) {
        let first = try world.shared(.item, "crash on start")
        let second = try world.shared(.item, "start crashes")
        try world.edit("tokyo") { try $0.merge(first, into: second, edges: []) }
        try world.edit("recife") { try $0.merge(second, into: first, edges: []) }
        return (first, second)
    }

    @Test func `merged into each other: the later merge is void, with a card, until taken back`()
        throws
    {
        let world = ModelWorld()
        let (first, second) = try mutual(world)
        let card = try world.only(.merge, world.meet())
        #expect(card.subjects == [second, first])
        let aliases = Aliases([world[first], world[second]])
        #expect(aliases.void == [second])
        #expect(aliases.resolve(first) == second)
        #expect(aliases.resolve(second) == second)
        #expect(throws: DomainFailure.self) {
            try world.edit("prague") { try $0.merge(second, into: first, edges: []) }
        }
        try world.expectSettled(card, by: "prague") { try $0.accept(card, zones: TestZones.all) }
        #expect(Aliases([world[first], world[second]]).resolve(first) == second)
    }

    @Test func `the void merge can be made to stand instead`() throws {
        let world = ModelWorld()
        let (first, second) = try mutual(world)
        let card = try world.only(.merge, world.meet())
        let void = try #require(card.options.firstIndex { !$0.isInForce }) + 1
        try world.expectSettled(card, by: "tokyo") {
            try $0.settle(card, option: void, zones: TestZones.all)
        }
        #expect(Aliases([world[first], world[second]]).resolve(second) == first)
    }

    @Test func `a merge into what survived a circle does not close another one`() throws {
        let world = ModelWorld()
        let (first, second) = try mutual(world)
        let third = try world.shared(.item, "crashes at the start")
        try world.edit("prague") { try $0.merge(third, into: second, edges: []) }
        #expect(world.meet().isEmpty)
        let aliases = Aliases([first, second, third].map { world[$0] })
        #expect([first, second, third].map(aliases.resolve) == [second, second, second])
    }

    @Test func `linked while it was merged: the relation waits until it is taken along`() throws {
        let world = ModelWorld()
        let item = try (0..<3).map { try world.shared(.item, "item \($0)") }
        try world.edit("tokyo") { try $0.merge(item[0], into: item[1], edges: []) }
        try world.edit("recife") { try $0.link("blocks", from: item[0], to: item[2]) }
        let card = try world.only(.redirect, world.meet())
        let left = DerivedIdentifier.edge("blocks", from: item[0], to: item[2])
        #expect(card.subjects == [item[0], item[1], left])
        try world.expectSettled(card, by: "prague") { try $0.accept(card, zones: TestZones.all) }
        #expect(!live(world, left))
        #expect(live(world, DerivedIdentifier.edge("blocks", from: item[1], to: item[2])))
    }

    @Test func `a relation that was taken back before is not brought to life by a merge`() throws {
        let world = ModelWorld()
        let item = try (0..<3).map { try world.shared(.item, "item \($0)") }
        let edge = DerivedIdentifier.edge("blocks", from: item[0], to: item[2])
        try world.edit("tokyo") { try $0.link("blocks", from: item[0], to: item[2]) }
        try world.edit("tokyo") { try $0.unlink(edge) }
        try world.edit("tokyo") { try $0.merge(item[0], into: item[1], edges: [edge]) }
        #expect(world.meet().isEmpty)
        #expect(world[DerivedIdentifier.edge("blocks", from: item[1], to: item[2])].creation == nil)
    }

    @Test(arguments: 1...12)
    func `random merges and links offline: names equal brute force, all cards can be settled`(
        seed: UInt64
    ) throws {
        let world = ModelWorld(seed: seed)
        let items = try (0..<5).map { try world.shared(.item, "item \($0)") }
        for _ in 0..<3 {
            for replica in world.replicas {
                let (item, other) = (world.pick(items), world.pick(items))
                guard item != other else { continue }
                try world.edit(replica.name) { draft in
                    if world.chance(50) {
                        try draft.link(world.pick(["blocks", "relates"]), from: item, to: other)
                    } else if !Aliases(items.map { replica[$0] }).isAlias(other) {
                        try draft.merge(item, into: other, edges: [])
                    }
                }
            }
            if world.chance(40) { world.exchange() }
        }
        var cards = world.meet(orders: 8)
        expectNamesOfOracle(items, world)
        for _ in 0..<40 {
            guard let card = cards.first(where: { $0.kind != .blocking }) else { break }
            try world.edit(world.pick(world.replicas).name) {
                try $0.accept(card, zones: TestZones.all)
            }
            cards = world.meet(orders: 2)
            #expect(!cards.contains { $0.id == card.id }, "\(card.kind)")
        }
        #expect(cards.allSatisfy { $0.kind == .blocking })
        expectNamesOfOracle(items, world)
        let aliases = Aliases(items.map { world[$0] })
        for document in world.replicas[0].documents.documents.values
        where document.entityKind == .edge && live(world, document.id) {
            for end in [Edge.source, Edge.target] {
                let item = try #require(document.value(end)?.entityValue)
                #expect(!aliases.isAlias(item))
            }
        }
    }

    /// Walks from each name to what it means over merges that nobody takes the shortcut with.
    private func expectNamesOfOracle(_ items: [EntityID], _ world: ModelWorld) {
        let moves = items.compactMap { item -> ParentLoops.ParentMove? in
            guard let write = world[item].shown(SharedFields.mergedInto),
                let target = write.value.entityValue
            else { return nil }
            return ParentLoops.ParentMove(item: item, parent: target, previous: nil, write: write)
        }
        let targets = ParentOracle.tree(moves)
        let aliases = Aliases(items.map { world[$0] })
        for item in items {
            var meant = item
            while let next = targets[meant] { meant = next }
            #expect(aliases.resolve(item) == meant)
            #expect(aliases.isAlias(item) == (targets[item] != nil))
        }
    }

    @Test func `one thing merged into two different ones is a card`() throws {
        let world = ModelWorld()
        let item = try (0..<3).map { try world.shared(.item, "item \($0)") }
        try world.edit("tokyo") { try $0.merge(item[0], into: item[1], edges: []) }
        try world.edit("recife") { try $0.merge(item[0], into: item[2], edges: []) }
        let card = try world.only(.edits, world.meet())
        try world.expectSettled(card, by: "prague") {
            try $0.settle(card, option: 1, zones: TestZones.all)
        }
    }

    @Test func `near duplicates are suggested, never merged`() {
        let titles = [
            "Crash on start of checkout", "crash on START of checkout!", "Crash on start of search",
            "Crash on start", "Étape finale", "",
        ].enumerated().map { (id: EntityID(high: 0, low: UInt64($0.offset)), title: $0.element) }
        let found = NearDuplicates.find(titles)
        #expect(found.map { [$0.first.low, $0.second.low] } == [[0, 1]])
        #expect(found.first?.likeness == 100)
    }

    @Test(arguments: 1...8)
    func `suggestions equal a comparison of all pairs`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let words = ["crash", "start", "slow", "login", "page", "checkout", "build"]
        let titles = (0..<40).map { place in
            let count = 2 + generator.below(5)
            let title = (0..<count).map { _ in generator.pick(words) }.joined(separator: " ")
            return (id: EntityID(high: 0, low: UInt64(place)), title: title)
        }
        var expected: Set<[UInt64]> = []
        for left in titles {
            for right in titles where left.id < right.id {
                let first = Set(left.title.split(separator: " "))
                let second = Set(right.title.split(separator: " "))
                let common = first.intersection(second).count * 100
                if common >= NearDuplicates.likenessMin * first.union(second).count {
                    expected.insert([left.id.low, right.id.low])
                }
            }
        }
        #expect(Set(NearDuplicates.find(titles).map { [$0.first.low, $0.second.low] }) == expected)
    }
}
