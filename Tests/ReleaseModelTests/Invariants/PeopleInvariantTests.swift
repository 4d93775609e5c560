import Causality
import History
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Rows 22, 23 and 32: claims, archives and names.
struct PeopleInvariantTests {
    @Test
    func `two people claim one item: the same one is shown everywhere, the other can take it`()
        throws
    {
        let world = ModelWorld()
        let item = try world.shared(.item, "crash")
        let ana = try world.shared(.person, "Ana")
        let ben = try world.shared(.person, "Ben")
        try world.edit("tokyo") { try $0.claim(item, for: ana, over: false) }
        try world.edit("recife") { try $0.claim(item, for: ben, over: false) }
        let card = try world.only(.claim, world.meet())
        #expect(card.options.filter(\.isInForce).count == 1)
        #expect(world[item].value(Item.assignee)?.parts.first == .entity(ben))
        #expect(throws: DomainFailure.self) {
            try world.edit("prague") { try $0.claim(item, for: ana, over: false) }
        }
        try world.expectSettled(card, by: "prague") { try $0.claim(item, for: ana, over: true) }
        #expect(world[item].value(Item.assignee)?.parts.first == .entity(ana))
    }

    @Test func `claiming again what one holds settles a contest, and writes nothing without one`()
        throws
    {
        let world = ModelWorld()
        let item = try world.shared(.item, "crash")
        let ana = try world.shared(.person, "Ana")
        let ben = try world.shared(.person, "Ben")
        try world.edit("tokyo") { try $0.claim(item, for: ana, over: false) }
        try world.edit("recife") { try $0.claim(item, for: ben, over: false) }
        let card = try world.only(.claim, world.meet())
        try world.expectSettled(card, by: "recife") { try $0.claim(item, for: ben, over: false) }
        let nothing = try world.edit("recife") { try $0.claim(item, for: ben, over: false) }
        #expect(nothing == nil)
    }

    @Test func `archived while edited: it stays live until archived again`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "old idea")
        try world.edit("tokyo") { try $0.archive(item) }
        #expect(ArchiveClash.isArchived(world["tokyo"][item]))
        try world.edit("recife") { try $0.append(item, Item.comments, .text("still needed")) }
        let card = try world.only(.archive, world.meet())
        #expect(!ArchiveClash.isArchived(world[item]))
        try world.expectSettled(card, by: "prague") { try $0.archive(item) }
        #expect(ArchiveClash.isArchived(world[item]))
    }

    @Test func `archived while its text is edited, and kept`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "old idea")
        try world.edit("tokyo") { try $0.archive(item) }
        try world.edit("recife") { try $0.edit(item, Item.body, to: "more of it") }
        let card = try world.only(.archive, world.meet())
        try world.expectSettled(card, by: "prague") { try $0.accept(card, zones: TestZones.all) }
        #expect(!ArchiveClash.isArchived(world[item]))
    }

    @Test func `further edits by who knew of no archive leave its card the same`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "old idea")
        let archive = try #require(try world.edit("tokyo") { try $0.archive(item) })
        let first = try #require(
            try world.edit("recife") { try $0.set(item, Item.title, .text("new idea")) })
        world["prague"].deliver(archive)
        world["prague"].deliver(first)
        let card = try world.only(.archive, world["prague"].cards)
        try world.edit("prague") { draft in
            try draft.create(.card, card.id)
            try draft.append(card.id, CardRecord.acknowledged, .text("asked her"))
        }
        // The first edit is live no longer, and there are others.
        try world.edit("recife") { try $0.set(item, Item.title, .text("newer idea")) }
        try world.edit("recife") { try $0.append(item, Item.comments, .text("look at this")) }
        try world.edit("recife") { try $0.edit(item, Item.body, to: "in many words") }
        let later = try world.only(.archive, world.meet())
        #expect(later.id == card.id)
        #expect(later.competing != card.competing)
        #expect(world[card.id].entries(CardRecord.acknowledged).count == 1)
        try world.expectSettled(later, by: "prague") { try $0.archive(item) }

        // The next clash is another one.
        try world.edit("tokyo") { try $0.unarchive(item) }
        world.exchange()
        try world.edit("tokyo") { try $0.archive(item) }
        try world.edit("recife") { try $0.append(item, Item.comments, .text("once more")) }
        #expect(try world.only(.archive, world.meet()).id != card.id)
    }

    @Test(arguments: [true, false])
    func `an edit by somebody else, or another archive, makes a card of its own`(
        isArchive: Bool
    ) throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "old idea")
        try world.edit("tokyo") { try $0.archive(item) }
        let edit = try world.edit("recife") {
            try $0.append(item, Item.comments, .text("wait"))
        }
        let reader = ModelReplica("reader", number: 9)
        for change in world["tokyo"].log { reader.deliver(change) }
        reader.deliver(try #require(edit))
        let card = try world.only(.archive, reader.cards)
        let other = try world.edit("prague") { draft in
            if isArchive {
                try draft.archive(item)
            } else {
                try draft.set(item, Item.title, .text("another idea"))
            }
        }
        reader.deliver(try #require(other))
        let both = try world.only(.archive, reader.cards)
        #expect(both.id != card.id)
        #expect(world.meet().map(\.id) == [both.id])
    }

    @Test func `archived twice while one of them saw an edit is archived`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "old idea")
        try world.edit("tokyo") { try $0.archive(item) }
        try world.edit("recife") {
            try $0.append(item, Item.comments, .text("last words"))
            try $0.archive(item)
        }
        #expect(world.meet().isEmpty)
        #expect(ArchiveClash.isArchived(world[item]))
    }

    @Test func `a comment by somebody who sees that it is archived leaves it archived`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "old idea") { try $0.archive($1) }
        let change = try world.edit("recife") {
            try $0.append(item, Item.comments, .text("for the record"))
            try $0.add(item, SharedFields.labels, .text("history"))
        }
        #expect(change?.change.operations.count == 3)
        #expect(world.meet().isEmpty)
        #expect(ArchiveClash.isArchived(world[item]))
    }

    @Test func `archived by one and brought back by another: it is live, with a card`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "old idea") { try $0.archive($1) }
        try world.edit("tokyo") { try $0.append(item, Item.comments, .text("why?")) }
        try world.edit("recife") { try $0.unarchive(item) }
        let card = try world.only(.archive, world.meet())
        #expect(!ArchiveClash.isArchived(world[item]))
        try world.expectSettled(card, by: "prague") {
            try $0.settle(card, option: 1, zones: TestZones.all)
        }
        #expect(ArchiveClash.isArchived(world[item]))
    }

    @Test func `one train key made twice: both live, told apart, settled by a new name`() throws {
        let world = ModelWorld()
        let (first, second) = (world.newID(), world.newID())
        try world.edit("tokyo") {
            try $0.create(.train, first)
            try $0.set(first, Train.name, .text("november"))
        }
        try world.edit("recife") {
            try $0.create(.train, second)
            try $0.set(second, Train.name, .text("november"))
        }
        let card = try world.only(.name, world.meet())
        #expect(Set(card.subjects) == [first, second])
        let names = [first, second].map {
            UniqueNames.display("november", of: $0, isShared: true)
        }
        #expect(Set(names).count == 2)
        #expect(UniqueNames.display("november", of: first, isShared: false) == "november")
        try world.expectSettled(card, by: "prague") {
            try $0.set(card.subjects[0], Train.name, .text("december"))
        }
    }

    @Test func `one version of two services is no clash, of one service it is`() throws {
        let world = ModelWorld()
        let services = try ["checkout", "search"].map { try world.shared(.service, $0) }
        let releases = try services.map { service in
            try world.shared(.release, "1.0") { try $0.set($1, Release.service, .entity(service)) }
        }
        #expect(world.meet().isEmpty)
        try world.edit("tokyo") {
            try $0.set(releases[1], Release.service, .entity(services[0]))
        }
        let card = try world.only(.name, world.meet())
        try world.expectSettled(card, by: "recife") {
            try $0.set(releases[1], Release.version, .text("1.1"))
        }
    }
}
