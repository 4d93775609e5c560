import Causality
import History
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Rows 26, 27 and 33: imports, references and ranks.
struct IdentityInvariantTests {
    @Test func `two replicas import one source and have each thing once`() throws {
        let world = ModelWorld()
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
        let world = ModelWorld()
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
        let world = ModelWorld(seed: seed)
        let items = try (0..<8).map { try world.shared(.item, "item \($0)") }
        let order = { (replica: ModelReplica) in
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
        let world = ModelWorld()
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
