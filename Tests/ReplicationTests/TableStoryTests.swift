import Causality
import Lattice
import ProcessKit
import ReleaseModel
import Replication
import SimulationKit
import Testing

/// The tables are written where they changed; what stands in them must be what writing all would leave.
@Suite struct TableStoryTests {
    private static let tables = [
        """
        SELECT entity.id, field, place, key, value, author, at FROM element
        JOIN entity ON entity.n = element.entity ORDER BY entity.id, field, place
        """,
        "SELECT * FROM card ORDER BY id",
        "SELECT id, title, state, archived, contested, changed_at FROM item ORDER BY id",
    ]

    private func rows(_ replica: Replica) throws -> [[[Record.Field]]] {
        try replica.read { view in try Self.tables.map { try view.query($0).map(\.fields) } }
    }

    /// One of the things that people do to an item, by chance.
    private func edit(
        _ id: EntityID, _ random: inout SplitMix64, _ draft: inout Draft
    ) throws {
        let word = Value.text("w\(random.below(4))")
        switch random.below(6) {
        case 0: try draft.set(id, Item.title, word)
        case 1: try draft.add(id, SharedFields.labels, word)
        case 2: try draft.remove(id, SharedFields.labels, word)
        case 3: try draft.append(id, Item.comments, word)
        case 4:
            try draft.set(
                id, SharedFields.attributes, word, key: [0x61 + UInt8(random.below(3))],
                subfield: SharedFields.attributes.subfields[0])
        default: try draft.set(id, Item.priority, .text(["low", "high"][random.below(2)]))
        }
    }

    @Test(arguments: 1...2) func `tables written step by step are those of a rebuild`(
        seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        let world = try ReplicaWorld()
        let ana = try world.found("ana")
        let ben = try world.join("ben", ana)
        let ids = (1...4).map { EntityID(high: 7, low: $0) }
        try ana.commit { draft, _ in for id in ids { try draft.create(.item, id) } }
        try world.exchange(ana, ben)
        for _ in 0..<6 {
            for _ in 0..<6 {
                let replica = random.once(in: 2) ? ana : ben
                let id = ids[random.below(ids.count)]
                try replica.commit { draft, _ in try edit(id, &random, &draft) }
            }
            // Whatever chance did, one card is open at the end of every round.
            for (replica, title) in [(ana, "Ana's"), (ben, "Ben's")] {
                try replica.commit { draft, _ in
                    try draft.set(ids[0], Item.title, .text(title))
                }
            }
            try world.exchange(ana, ben)
            let found = try rows(ana)
            for table in found { #expect(!table.isEmpty) }
            #expect(try rows(ben) == found)
            _ = try ana.rebuild()
            #expect(try rows(ana) == found)
        }
    }

    /// Two replicas that each wrote one word into the same fields of an item, apart, and met again.
    private func disagreement(
        on fields: [FieldDefinition], _ world: ReplicaWorld
    ) throws -> (ana: Replica, ben: Replica) {
        let ana = try world.found("ana")
        let ben = try world.join("ben", ana)
        let id = EntityID(high: 7, low: 7)
        try ana.commit { draft, _ in try draft.create(.item, id) }
        try world.exchange(ana, ben)
        for (replica, word) in [(ana, "by ana"), (ben, "by ben")] {
            try replica.commit { draft, _ in
                for field in fields { try draft.set(id, field, .text(word)) }
            }
        }
        try world.exchange(ana, ben)
        return (ana, ben)
    }

    @Test func `a card offers what its document holds`() throws {
        let world = try ReplicaWorld()
        let ana = try disagreement(on: [Item.title], world).ana
        let cards = try ana.read { try $0.cards() }
        let options = try #require(cards.first).options
        #expect(Set(options.map(\.value)) == [.text("by ana"), .text("by ben")])
        #expect(options.filter(\.isInForce).map(\.value) == [.text("by ben")])
        #expect(try ana.read { try $0.card(cards[0].id) } == cards[0])
    }

    @Test func `a card that somebody has seen is marked, and no other of its document`() throws {
        let world = try ReplicaWorld()
        let (ana, ben) = try disagreement(on: [Item.title, Item.type], world)
        let cards = try ana.read { try $0.cards() }
        #expect(Set(cards.map(\.field)) == ["title", "type"])
        let seen = try #require(cards.first { $0.field == "title" })
        try ana.commit { draft, _ in try draft.acknowledge(seen, .text("known")) }
        try world.exchange(ana, ben)
        for replica in [ana, ben] {
            let marks = {
                try replica.read { view in
                    try view.query("SELECT field, acknowledged FROM card ORDER BY field")
                        .map(\.fields)
                }
            }
            let expected: [[Record.Field]] = [
                [.text("title"), .integer(1)], [.text("type"), .integer(0)],
            ]
            #expect(try marks() == expected)
            _ = try replica.rebuild()
            #expect(try marks() == expected)
        }
    }
}
