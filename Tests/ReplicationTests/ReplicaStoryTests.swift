import Causality
import Foundation
import History
import Lattice
import ProcessKit
import Projection
import ReleaseModel
import Replication
import SQLiteStorage
import Testing

@Suite struct ReplicaStoryTests {
    @Test func `a person adds an item and finds it again`() throws {
        let world = try ReplicaWorld()
        let replica = try world.found("ana")
        let id = EntityID(high: 1, low: 2)
        let receipt = try replica.commit { draft, _ in
            try draft.create(.item, id)
            try draft.set(id, Item.title, .text("Pay by card"))
            try draft.add(id, SharedFields.labels, .text("ios"))
        }
        #expect(receipt.operations.count == 3)
        let titles = try replica.read { try $0.query("SELECT title, state FROM item") }
        #expect(titles.map { $0.text("title") } == ["Pay by card"])
        #expect(titles.first?.text("state") == "inbox")
        #expect(try replica.read { try EntityFinder($0).find("0000", [.item]) } == id)
    }

    @Test func `rebuilding the tables gives the same digest`() throws {
        let world = try ReplicaWorld()
        let replica = try world.found("ana")
        for number in 1...5 {
            try replica.commit { draft, _ in
                let id = EntityID(high: UInt64(number), low: 9)
                try draft.create(.item, id)
                try draft.set(id, Item.title, .text("Item \(number)"))
                try draft.edit(id, Item.body, to: "some text")
                try draft.transition(id, Item.state, to: "active")
            }
        }
        try replica.seal()
        let digests = try replica.rebuild()
        #expect(digests.before == digests.after)
    }

    @Test func `two replicas exchange everything and become equal`() throws {
        let world = try ReplicaWorld()
        let ana = try world.found("ana")
        let ben = try world.join("ben", ana)
        let id = EntityID(high: 7, low: 7)
        try ana.commit { draft, _ in
            try draft.create(.item, id)
            try draft.set(id, Item.title, .text("first"))
        }
        try world.exchange(ana, ben)
        try ana.commit { draft, _ in try draft.set(id, Item.title, .text("by ana")) }
        try ben.commit { draft, _ in try draft.set(id, Item.title, .text("by ben")) }
        try world.exchange(ana, ben)
        #expect(try ana.stateDigest().value == ben.stateDigest().value)
        let cards = try [ana, ben].map { try $0.read { try $0.query("SELECT id, kind FROM card") } }
        #expect(cards[0].count == 1)
        #expect(cards[0].first?.text("id") == cards[1].first?.text("id"))
        try ben.commit { draft, _ in try draft.set(id, Item.title, .text("agreed")) }
        try world.exchange(ana, ben)
        #expect(try ana.read { try $0.query("SELECT id FROM card") }.isEmpty)
    }

    @Test func `a copied replica and its original both write and nothing is lost`() throws {
        let world = try ReplicaWorld()
        let ana = try world.found("ana")
        let id = EntityID(high: 7, low: 7)
        try ana.commit { draft, _ in
            try draft.create(.item, id)
            try draft.set(id, Item.title, .text("first"))
        }
        let copy = try world.copy(ana, to: "copy")
        try ana.commit { draft, _ in try draft.append(id, Item.comments, .text("from ana")) }
        try copy.commit { draft, _ in try draft.append(id, Item.comments, .text("from the copy")) }
        try ana.commit { draft, _ in try draft.append(id, Item.comments, .text("again ana")) }
        let streams = try ana.readHistory { try $0.streams() }
        try world.exchange(ana, copy)
        #expect(try ana.stateDigest().value == copy.stateDigest().value)
        let document = try #require(try ana.read { try $0.document(id) })
        #expect(
            Set(document.entries(Item.comments).compactMap(\.value.string))
                == ["from ana", "from the copy", "again ana"])
        #expect(streams.count <= 1)
        #expect(try ana.readHistory { try $0.lineages() }.allSatisfy { !$0.isForked })
    }

    @Test func `a database put back from a backup goes on in a new stream`() throws {
        let world = try ReplicaWorld()
        let ana = try world.found("ana")
        let id = EntityID(high: 7, low: 7)
        try ana.commit { draft, _ in try draft.create(.item, id) }
        let backup = try world.backup(ana)
        try ana.commit { draft, _ in try draft.append(id, Item.comments, .text("lost here")) }
        let hub = try world.join("hub", ana)
        try world.exchange(ana, hub)
        let rewound = try world.restore(backup, over: ana)
        try rewound.commit { draft, _ in try draft.append(id, Item.comments, .text("after")) }
        try world.exchange(rewound, hub)
        let document = try #require(try hub.read { try $0.document(id) })
        #expect(
            Set(document.entries(Item.comments).compactMap(\.value.string))
                == ["lost here", "after"])
        #expect(try rewound.stateDigest().value == hub.stateDigest().value)
    }

    @Test func `a freeze of bare days makes the same card in every zone`() throws {
        let world = try ReplicaWorld()
        let ana = try world.found("ana")
        let tomoko = try world.join("tomoko", ana, zone: "Asia/Tokyo")
        let freeze = EntityID(high: 7, low: 1)
        let release = EntityID(high: 7, low: 2)
        let days = try #require(Window("2026-12-21..2026-12-22"))
        let evening = try #require(Window("2026-12-20T20:00..2026-12-20T21:00@UTC"))
        try ana.commit { draft, _ in
            try draft.create(.freeze, freeze)
            try draft.set(freeze, Freeze.window, days.value)
        }
        try tomoko.commit { draft, _ in
            try draft.create(.release, release)
            try draft.set(release, Release.window, evening.value)
        }
        try world.exchange(ana, tomoko)
        let cards = try [ana, tomoko].map { try $0.read { try $0.cards().map(\.id) } }
        #expect(cards[0].count == 1)
        #expect(cards[0] == cards[1])
    }

    @Test func `a copy nobody could notice forks the stream, and both branches are kept`() throws {
        let world = try ReplicaWorld()
        let ana = try world.found("ana")
        let id = EntityID(high: 7, low: 7)
        try ana.commit { draft, _ in
            try draft.create(.item, id)
            try draft.set(id, Item.title, .text("first"))
        }
        let twin = try world.twin(ana, "twin")
        try ana.commit { draft, _ in try draft.append(id, Item.comments, .text("from ana")) }
        try twin.commit { draft, _ in try draft.append(id, Item.comments, .text("from the twin")) }
        try twin.commit { draft, _ in try draft.set(id, Item.title, .text("by the twin")) }
        try world.exchange(ana, twin)
        try world.exchange(ana, twin)
        #expect(try ana.readHistory { try $0.lineages() }.contains { $0.isForked })
        try ana.commit { draft, _ in try draft.append(id, Item.comments, .text("after")) }
        try world.exchange(ana, twin)
        #expect(try ana.stateDigest().value == twin.stateDigest().value)
        #expect(try ana.stateDigest().value == ana.foldedDigest())
        #expect(try twin.stateDigest().value == twin.foldedDigest())
        let document = try #require(try twin.read { try $0.document(id) })
        #expect(
            Set(document.entries(Item.comments).compactMap(\.value.string))
                == ["from ana", "from the twin", "after"])
    }
}
