import Causality
import History
import Lattice
import ReleaseModel
import Testing

/// Rows 25, 26, 27 and 33: duplicates, imports, references and ranks.
struct IdentityInvariantTests {
    private func live(_ world: TestWorld, _ edge: EntityID) -> Bool {
        !world[edge].elements(Edge.presence).isEmpty
    }

    @Test func `a duplicate is merged as an alias with its edges, and can be taken back`() throws {
        let world = TestWorld()
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

    @Test func `merged into each other: the later merge is void on all replicas`() throws {
        let world = TestWorld()
        let first = try world.shared(.item, "crash on start")
        let second = try world.shared(.item, "start crashes")
        try world.edit("tokyo") { try $0.merge(first, into: second, edges: []) }
        try world.edit("recife") { try $0.merge(second, into: first, edges: []) }
        world.meet()
        let aliases = Aliases([world[first], world[second]])
        #expect(aliases.void == [second])
        #expect(aliases.resolve(first) == second)
        #expect(aliases.resolve(second) == second)
        #expect(throws: DomainFailure.self) {
            try world.edit("prague") { try $0.merge(second, into: first, edges: []) }
        }
        try world.edit("prague") { try $0.unmerge(second) }
        world.meet()
        #expect(Aliases([world[first], world[second]]).void.isEmpty)
    }

    @Test func `one thing merged into two different ones is a card`() throws {
        let world = TestWorld()
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
        var generator = Generator(seed: seed)
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

    @Test func `two replicas import one source and have each thing once`() throws {
        let world = TestWorld()
        for (name, keys) in [("tokyo", 0..<6), ("recife", 3..<9)] {
            for key in keys {
                let id = DerivedIdentifier.imported(
                    source: "releases", kind: .item, key: "key-\(key)")
                try world.edit(name) {
                    try $0.create(.item, id)
                    try $0.set(id, Item.title, .text("imported \(key)"))
                    try $0.add(id, SharedFields.labels, .text("imported"))
                }
            }
        }
        #expect(world.meet().isEmpty)
        let items = world.replicas[0].documents.documents.values.filter {
            $0.entityKind == .item
        }
        #expect(items.count == 9)
        #expect(items.filter { $0.creations.writes.count == 2 }.count == 3)
        let id = DerivedIdentifier.imported(source: "releases", kind: .item, key: "key-4")
        #expect(world[id].elements(SharedFields.labels) == [.text("imported")])
        try world.edit("prague") { try $0.remove(id, SharedFields.labels, .text("imported")) }
        world.meet()
        #expect(world[id].elements(SharedFields.labels).isEmpty)
    }

    @Test func `a reference to something unknown or archived stays as it is`() throws {
        let world = TestWorld()
        let item = try world.shared(.item, "later")
        let milestone = world.newID()
        try world.edit("tokyo") { try $0.set(item, Item.milestone, .entity(milestone)) }
        world.meet()
        #expect(world[item].value(Item.milestone) == .entity(milestone))
        #expect(world[milestone].creation == nil)
        try world.edit("recife") {
            try $0.create(.milestone, milestone)
            try $0.archive(milestone)
        }
        #expect(world.meet().isEmpty)
        #expect(world[item].value(Item.milestone) == .entity(milestone))
        #expect(ArchiveClash.isArchived(world[milestone]))
    }

    @Test(arguments: 1...6)
    func `everybody drops into the same gap: one order on all replicas, no card`(
        seed: UInt64
    ) throws {
        let world = TestWorld(seed: seed)
        let items = try (0..<8).map { try world.shared(.item, "item \($0)") }
        let order = { (replica: TestReplica) in
            items.sorted {
                let left = replica[$0].value(Item.rank).flatMap { Rank($0) }
                let right = replica[$1].value(Item.rank).flatMap { Rank($0) }
                switch (left, right) {
                case (let left?, let right?): return left != right ? left < right : $0 < $1
                case (_?, nil): return true
                case (nil, _?): return false
                case (nil, nil): return $0 < $1
                }
            }
        }
        for round in 0..<6 {
            for replica in world.replicas {
                let list = order(replica)
                let item = world.pick(items)
                let other = world.pick(items.filter { $0 != item })
                try world.edit(replica.name) { draft in
                    try draft.place(item, round % 2 == 0 ? .after(other) : .before(other), in: list)
                }
                let placed = order(replica)
                let (mine, theirs) = (placed.firstIndex(of: item), placed.firstIndex(of: other))
                #expect(mine == theirs.map { round % 2 == 0 ? $0 + 1 : $0 - 1 })
            }
            if world.chance(50) { world.exchange() }
        }
        #expect(world.meet(orders: 4).isEmpty)
        let ranks = items.compactMap { world[$0].value(Item.rank) }
        #expect(Set(ranks).count == ranks.count)
        for replica in world.replicas { #expect(order(replica) == order(world.replicas[0])) }
    }

    @Test func `top and bottom are the ends of the list`() throws {
        let world = TestWorld()
        let items = try (0..<3).map { try world.shared(.item, "item \($0)") }
        try world.edit("tokyo") { try $0.place(items[0], .bottom, in: items) }
        let ranks = items.compactMap { world["tokyo"][$0].value(Item.rank).flatMap { Rank($0) } }
        #expect(ranks.count == 3)
        #expect(ranks[1] < ranks[2] && ranks[2] < ranks[0])
        try world.edit("tokyo") {
            try $0.place(items[0], .top, in: [items[1], items[2], items[0]])
        }
        let first = world["tokyo"][items[0]].value(Item.rank).flatMap { Rank($0) }
        #expect(first.map { $0 < ranks[1] } == true)
        #expect(throws: DomainFailure.self) {
            try world.edit("tokyo") { try $0.place(items[0], .after(world.newID()), in: items) }
        }
    }
}
