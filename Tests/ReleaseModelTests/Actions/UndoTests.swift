import Causality
import History
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Undo supersedes what it undoes and nothing else.
struct UndoTests {
    @discardableResult
    private func undo(
        _ world: ModelWorld, _ change: AdmittedChange?, by name: String = "prague"
    ) throws -> AdmittedChange? {
        world.exchange()
        let change = try #require(change)
        let made = try world.edit(name) { draft in
            try draft.undo(change) { world[name].change($0) }
        }
        world.meet(orders: 6)
        return made
    }

    @Test func `a write goes back to what it replaced, and undoing that goes forward again`() throws
    {
        let world = ModelWorld()
        let item = try world.shared(.item, "first")
        let change = try world.edit("tokyo") { try $0.set(item, Item.title, .text("second")) }
        let undone = try undo(world, change)
        #expect(world[item].title == "first")
        try undo(world, undone, by: "recife")
        #expect(world[item].title == "second")
    }

    @Test func `a first value is taken back to none, and can come back`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "first")
        let change = try world.edit("tokyo") { try $0.set(item, Item.size, .integer(5)) }
        let undone = try undo(world, change)
        #expect(world[item].value(Item.size) == nil)
        try undo(world, undone)
        #expect(world[item].value(Item.size) == .integer(5))
    }

    @Test func `what somebody wrote since stays, and the undo says so`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "first")
        let change = try world.edit("tokyo") {
            try $0.set(item, Item.title, .text("second"))
            try $0.set(item, Item.size, .integer(5))
        }
        world.exchange()
        try world.edit("recife") { try $0.set(item, Item.title, .text("third")) }
        world.exchange()
        var outcome = UndoOutcome()
        try world.edit("prague") { draft in
            outcome = try draft.undo(try #require(change)) { world["prague"].change($0) }
        }
        world.meet()
        #expect(outcome.undone == 1)
        #expect(outcome.kept == [OperationID(try #require(change).dot, 0)])
        #expect(world[item].title == "third")
        #expect(world[item].value(Item.size) == nil)
        #expect(throws: DomainFailure.self) { try undo(world, change) }
    }

    @Test func `a concurrent write survives the undo of another`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "first")
        let change = try world.edit("tokyo") { try $0.set(item, Item.title, .text("second")) }
        try world.edit("recife") { try $0.set(item, Item.title, .text("rival")) }
        let lone = try #require(change)
        try world.edit("tokyo") { draft in try draft.undo(lone) { world["tokyo"].change($0) } }
        world.meet()
        let values = world[item].writes(CellAddress(Item.title.number)).map(\.value)
        #expect(Set(values) == [.text("first"), .text("rival")])
    }

    @Test func `labels, comments and members come and go`() throws {
        let world = ModelWorld()
        let ana = try world.shared(.person, "Ana")
        let team = try world.shared(.team, "nova") { draft, id in
            try draft.add(id, SharedFields.labels, .text("old"))
            try draft.add(id, Team.members, .entity(ana))
        }
        let change = try world.edit("tokyo") {
            try $0.add(team, SharedFields.labels, .text("new"))
            try $0.remove(team, SharedFields.labels, .text("old"))
            try $0.append(team, SharedFields.notes, .text("a note"))
            try $0.remove(team, Team.members, .entity(ana))
        }
        let undone = try undo(world, change)
        #expect(world[team].elements(SharedFields.labels) == [.text("old")])
        #expect(world[team].entries(SharedFields.notes).isEmpty)
        #expect(world[team].elements(Team.members) == [.entity(ana)])
        try undo(world, undone)
        #expect(world[team].elements(SharedFields.labels) == [.text("new")])
        #expect(world[team].entries(SharedFields.notes).map(\.value) == [.text("a note")])
    }

    @Test
    func `a step goes back where the machine allows it, else the failure says what it allows`()
        throws
    {
        let world = ModelWorld()
        let item = try world.shared(.item, "first")
        let started = try world.edit("tokyo") {
            try $0.transition(item, Item.state, to: "active")
        }
        try undo(world, started)
        #expect(world[item].says(Item.state) == "inbox")
        try world.edit("tokyo") { try $0.transition(item, Item.state, to: "review") }
        let done = try world.edit("tokyo") { try $0.transition(item, Item.state, to: "done") }
        world.exchange()
        #expect {
            try world.edit("prague") { draft in
                try draft.undo(try #require(done)) { world["prague"].change($0) }
            }
        } throws: { ($0 as? DomainFailure)?.hint?.contains("active") == true }
    }

    @Test func `a thing made by mistake is archived, a relation is taken back`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "first")
        let made = world.newID()
        let change = try world.edit("tokyo") {
            try $0.create(.item, made)
            try $0.set(made, Item.title, .text("mistake"))
            try $0.link("blocks", from: made, to: item)
        }
        try undo(world, change)
        #expect(ArchiveClash.isArchived(world[made]))
        let edge = DerivedIdentifier.edge("blocks", from: made, to: item)
        #expect(world[edge].elements(Edge.presence).isEmpty)
        try world.edit("recife") { try $0.link("blocks", from: made, to: item) }
        world.meet()
        #expect(BlockingCycles.BlockingEdge(world[edge]) != nil)
    }

    @Test func `archiving is undone, and coming back too`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "first")
        let change = try world.edit("tokyo") { try $0.archive(item) }
        let undone = try undo(world, change)
        #expect(!ArchiveClash.isArchived(world[item]))
        try undo(world, undone)
        #expect(ArchiveClash.isArchived(world[item]))
    }

    @Test func `an edit of a text is reversed inside what others wrote around it`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "first") { try $0.edit($1, Item.body, to: "one two") }
        let change = try world.edit("tokyo") { try $0.edit(item, Item.body, to: "one 2 two") }
        world.exchange()
        try world.edit("recife") { try $0.edit(item, Item.body, to: "one 2 two three") }
        let undone = try undo(world, change)
        #expect(world[item].text(Item.body) == "one two three")
        #expect(throws: DomainFailure.self) { try undo(world, change) }
        try undo(world, undone)
        #expect(world[item].text(Item.body) == "one 2 two three")
    }

    @Test func `undoing a brake is asked for`() throws {
        let world = ModelWorld()
        let train = try world.shared(.train, "november")
        let change = try world.edit("tokyo") {
            try $0.set(train, Train.brake, .list([.text("held"), .text("outage")]))
        }
        world.exchange()
        #expect {
            try world.edit("prague") { draft in
                try draft.undo(try #require(change)) { world["prague"].change($0) }
            }
        } throws: { if case DomainFailure.asked? = $0 as? DomainFailure { true } else { false } }
    }
}
