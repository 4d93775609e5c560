import Causality
import History
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// What commands write, and what they refuse to write.
struct DraftTests {
    private func isAsked(_ error: any Error) -> Bool {
        if case DomainFailure.asked? = error as? DomainFailure { true } else { false }
    }

    private func brake(_ word: String, _ reason: String = "") -> Value {
        .list([.text(word), .text(reason)])
    }

    @Test func `what stands already is not written again`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "first") { draft, id in
            try draft.add(id, SharedFields.labels, .text("red"))
            try draft.edit(id, Item.body, to: "text")
        }
        let change = try world.edit("recife") {
            try $0.set(item, Item.title, .text("first"))
            try $0.add(item, SharedFields.labels, .text("red"))
            try $0.remove(item, SharedFields.labels, .text("blue"))
            try $0.edit(item, Item.body, to: "text")
            try $0.transition(item, Item.state, to: "inbox")
        }
        #expect(change == nil)
    }

    @Test func `a write names exactly what it saw, a text edit only the stretch that differs`()
        throws
    {
        let world = ModelWorld()
        let item = try world.shared(.item, "first") {
            try $0.edit($1, Item.body, to: "a long text")
        }
        let change = try #require(
            try world.edit("tokyo") {
                try $0.set(item, Item.title, .text("second"))
                try $0.edit(item, Item.body, to: "a longer text")
            })
        let operations = change.change.operations
        #expect(operations.count == 2)
        #expect(operations[0].supersedes.count == 1)
        let splice = TextEdit.value(position: 6, deleteCount: 0, insert: "er")
        #expect(operations[1].value == splice.canonicalBytes)
    }

    @Test func `a repeated brake writes again and supersedes nothing safer`() throws {
        let world = ModelWorld()
        let train = try world.shared(.train, "november")
        let first = try world.edit("tokyo") { try $0.set(train, Train.brake, brake("held")) }
        let again = try world.edit("tokyo") { try $0.set(train, Train.brake, brake("held")) }
        #expect(first != nil && again != nil)
        #expect(throws: DomainFailure.self) {
            try world.edit("tokyo") { try $0.set(train, Train.brake, brake("slow")) }
        }
        #expect {
            try world.edit("tokyo") { try $0.set(train, Train.brake, brake("free")) }
        } throws: { isAsked($0) }
    }

    @Test func `a hold repeated elsewhere outlives a lift that did not see it`() throws {
        let world = ModelWorld()
        let train = try world.shared(.train, "november") {
            try $0.set($1, Train.brake, brake("slow"))
        }
        try world.edit("tokyo") { try $0.set(train, Train.brake, brake("held", "outage")) }
        try world.edit("recife") { try $0.set(train, Train.brake, brake("slow", "load")) }
        let card = try world.only(.contested, world.meet())
        #expect(world[train].value(Train.brake)?.parts.first == .text("held"))
        try world.expectSettled(card, by: "prague") {
            try $0.set(train, Train.brake, brake("held", "both"))
        }
    }

    @Test func `a brake released by hand stays, void, with its reason and a card`() throws {
        let world = ModelWorld()
        let train = try world.shared(.train, "november")
        try world.edit("tokyo") { try $0.set(train, Train.brake, brake("held")) }
        world.exchange()
        let live = world[train].liveIDs(at: CellAddress(Train.brake.number))
        world.write(
            "recife",
            [
                Operation(
                    .write, target: try #require(world[train].creation).id,
                    field: Train.brake.number, value: brake("free").canonicalBytes,
                    supersedes: live)
            ])
        let card = try world.only(.grant, world.meet())
        #expect(world[train].value(Train.brake)?.parts.first == .text("held"))
        #expect(
            world.replicas.allSatisfy {
                $0.voids.map(\.reason) == [.document(.brakeWithoutGrant)]
            })
        try world.expectSettled(card, by: "prague") { try $0.accept(card, zones: TestZones.all) }
    }

    @Test func `an impossible step stays, void, until somebody who saw it confirms the state`()
        throws
    {
        let world = ModelWorld()
        let release = try world.shared(.release, "1.0")
        world.write(
            "tokyo",
            [
                Operation(
                    .transition, target: try #require(world[release].creation).id,
                    field: Release.phase.number, value: Value.text("closed").canonicalBytes)
            ])
        try world.edit("recife") { try $0.transition(release, Release.phase, to: "candidate") }
        let card = try world.only(.step, world.meet())
        #expect(world[release].says(Release.phase) == "candidate")
        try world.expectSettled(card, by: "prague") { try $0.accept(card, zones: TestZones.all) }
    }

    @Test func `done by one, dropped by another: done until settled by either`() throws {
        for choice in ["done", "active"] {
            let world = ModelWorld()
            let item = try world.shared(.item, "first")
            try world.edit("tokyo") { try $0.transition(item, Item.state, to: "done") }
            try world.edit("recife") { try $0.transition(item, Item.state, to: "dropped") }
            let card = try world.only(.edits, world.meet())
            #expect(world[item].says(Item.state) == "done")
            try world.expectSettled(card, by: "prague") {
                try $0.transition(item, Item.state, to: choice)
            }
            #expect(world[item].says(Item.state) == choice)
        }
    }

    @Test func `a step that needs a grant is asked for and can be recorded as a request`() throws {
        let world = ModelWorld()
        let train = try world.shared(.train, "november")
        #expect {
            try world.edit("tokyo") { try $0.transition(train, Train.phase, to: "cancelled") }
        } throws: { isAsked($0) }
        let request = world.newID()
        try world.edit("tokyo") {
            try $0.ask(request, for: "phase:cancelled", of: train, reason: "no demand")
        }
        world.meet()
        #expect(world[request].value(GrantRequest.subject) == .entity(train))
    }

    @Test func `fields of sets, logs and ranks make no cards; plain values do, once`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "first")
        for (place, replica) in world.replicas.enumerated() {
            try world.edit(replica.name) { draft in
                try draft.add(item, SharedFields.labels, .text("label \(place)"))
                try draft.append(item, Item.comments, .text("comment \(place)"))
                try draft.place(item, .top, in: [item])
                try draft.edit(item, Item.body, to: CanonicalText("text \(place)"))
                try draft.set(item, Item.priority, .text(["high", "low", "urgent"][place]))
            }
        }
        let cards = world.meet()
        let card = try world.only(.edits, cards)
        #expect(cards.count == 1)
        #expect(card.options.count == 3)
        try world.expectSettled(card, by: "tokyo") {
            try $0.settle(card, option: 2, zones: TestZones.all)
        }
        #expect(world[item].value(Item.priority) == card.options[1].value)
        #expect(throws: DomainFailure.self) {
            try world.edit("tokyo") { try $0.settle(card, option: 1, zones: TestZones.all) }
        }
        #expect(throws: DomainFailure.self) {
            try world.edit("tokyo") { try $0.settle(card, option: 9, zones: TestZones.all) }
        }
    }

    @Test func `settling does not hide a rival that nobody here has seen`() throws {
        let world = ModelWorld(["tokyo", "recife", "prague", "away"])
        let item = try world.shared(.item, "first")
        try world.edit("tokyo") { try $0.set(item, Item.team, .entity(world.newID())) }
        try world.edit("recife") { try $0.set(item, Item.team, .entity(world.newID())) }
        for change in world["tokyo"].log { world["recife"].deliver(change) }
        let card = try world.only(.contested, world["recife"].cards)
        try world.edit("away") { try $0.set(item, Item.team, .entity(world.newID())) }
        try world.edit("recife") { try $0.settle(card, option: 1, zones: TestZones.all) }
        let next = try world.only(.contested, world.meet())
        #expect(next.id != card.id)
    }

    @Test func `a newer version's field is kept, counted, and read after an upgrade`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "first")
        let creation = try #require(world[item].creation).id
        let machine = StateTable(
            initial: "raw", order: SafetyOrder(["raw", "ripe"]), steps: ["raw": ["ripe"]])
        let field = FieldDefinition(900, "ripeness", .stateMachine(machine), .line)
        let before = world["tokyo"].digest
        world.write(
            "tokyo",
            [
                Operation(
                    .transition, target: creation, field: 900,
                    value: Value.text("ripe").canonicalBytes),
                Operation(
                    Verb(rawValue: 77), target: creation, field: 901, value: [1, 2, 3]),
            ])
        #expect(world.meet().isEmpty)
        #expect(world["prague"].digest != before)
        #expect(world[item].unknown.map(\.value) == [[1, 2, 3]])
        let newer = EntitySchema(.item, title: Item.title, own: Item.schema.own + [field])
        let upgraded = InMemoryDocuments()
        for change in world["prague"].log {
            var working = WorkingSet(
                upgraded,
                schema: { $0 == EntityKind.item.rawValue ? newer : Schema.of(number: $0) })
            try working.apply(change)
            try upgraded.take(&working)
        }
        let document = try #require(upgraded.document(item))
        #expect(document.value(field) == .text("ripe"))
        #expect(document.title == "first")
        #expect(document.unknown.count == 1)
    }
}
