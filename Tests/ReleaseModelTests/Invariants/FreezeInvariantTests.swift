import Causality
import Lattice
import ReleaseModel
import Testing

/// Rows 3 and 4: nothing ships inside a freeze, and a freeze never shrinks by accident.
struct FreezeInvariantTests {
    private let zones = TestZones.all

    private func plan(_ world: TestWorld) throws -> (release: EntityID, freeze: EntityID) {
        let release = try world.shared(.release, "2026.11")
        let freeze = try world.shared(.freeze, "year end") { draft, id in
            try draft.set(id, Freeze.window, try window("2026-12-20..2027-01-03"))
        }
        return (release, freeze)
    }

    @Test func `a release booked while another lays a freeze over it: both stay, one card`() throws
    {
        let world = TestWorld()
        let (release, freeze) = try plan(world)
        try world.edit("tokyo") {
            try $0.set(release, Release.window, try window("2026-11-26..2026-11-27"))
        }
        let longer = try #require(Window("2026-11-25..2027-01-03@UTC"))
        try world.edit("recife") { try $0.move(freeze: freeze, to: longer, zones: zones) }
        let card = try world.only(.freeze, world.meet())
        #expect(card.subjects == [release, freeze])
        #expect(world[release].says(Release.window) == "2026-11-26..2026-11-27@UTC")
        try world.expectSettled(card, by: "prague") {
            try $0.set(release, Release.window, try window("2026-11-20..2026-11-21"))
        }
    }

    @Test func `a freeze of one train leaves the others alone, one of a team binds its services`()
        throws
    {
        let world = TestWorld()
        let (release, freeze) = try plan(world)
        let team = try world.shared(.team, "nova")
        let service = try world.shared(.service, "checkout") { draft, id in
            try draft.set(id, Service.team, .entity(team))
        }
        try world.edit("tokyo") {
            try $0.set(release, Release.window, try window("2026-12-24..2026-12-24"))
            try $0.set(release, Release.service, .entity(service))
        }
        try world.edit("recife") { try $0.add(freeze, Freeze.scope, .entity(release)) }
        #expect(world.meet().filter { $0.kind == .freeze }.count == 1)
        try world.edit("recife") {
            try $0.add(freeze, Freeze.scope, .entity(team))
            try $0.remove(freeze, Freeze.scope, .entity(release))
        }
        #expect(world.meet().filter { $0.kind == .freeze }.count == 1)
        let other = world.newID()
        try world.edit("prague") {
            try $0.remove(freeze, Freeze.scope, .entity(team))
            try $0.add(freeze, Freeze.scope, .entity(other))
        }
        #expect(world.meet().allSatisfy { $0.kind != .freeze })
    }

    @Test func `two move one freeze: the union is in force until somebody settles it`() throws {
        let world = TestWorld()
        let (_, freeze) = try plan(world)
        try world.edit("tokyo") {
            try $0.set(freeze, Freeze.window, try window("2026-12-18..2027-01-03"))
        }
        try world.edit("recife") {
            try $0.set(freeze, Freeze.window, try window("2026-12-20..2027-01-10"))
        }
        let card = try world.only(.window, world.meet())
        let union = try #require(FreezeWindow.inForce(world[freeze], zones: zones, reader: nil))
        #expect(union.isUnion)
        #expect(union.window.text == "2026-12-18..2027-01-10@UTC")
        try world.expectSettled(card, by: "prague") { try $0.accept(card, zones: zones) }
        #expect(world[freeze].says(Freeze.window) == "2026-12-18..2027-01-10@UTC")
    }

    @Test func `a freeze never shrinks by accident`() throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            let world = TestWorld(seed: seed)
            let (_, freeze) = try plan(world)
            var windows: [Window] = []
            for replica in world.replicas {
                let start = date("2026-12-10").adding(days: world.below(20)) ?? date("2026-12-10")
                let end = start.adding(days: world.below(9)) ?? start
                let zone = world.pick(["UTC", "Asia/Tokyo", "America/Recife"])
                let text =
                    world.chance(50)
                    ? "\(start)..\(end)@\(zone)" : "\(start)T09:00..\(end)T17:00@\(zone)"
                let window = try #require(Window(text))
                windows.append(window)
                try world.edit(replica.name) { try $0.set(freeze, Freeze.window, window.value) }
            }
            world.meet(orders: 6)
            let union = try #require(
                FreezeWindow.inForce(world[freeze], zones: zones, reader: nil)?
                    .window.interval(zones, reader: nil))
            let intervals = windows.compactMap { $0.interval(zones, reader: nil) }
            #expect(union.lowerBound == intervals.map(\.lowerBound).min())
            #expect(union.upperBound == intervals.map(\.upperBound).max())
        }
    }

    @Test func `a window of an unknown zone does not hide the others`() throws {
        let world = TestWorld()
        let (_, freeze) = try plan(world)
        try world.edit("tokyo") {
            try $0.set(freeze, Freeze.window, try window("2026-12-18..2026-12-19@Nowhere/City"))
        }
        try world.edit("recife") {
            try $0.set(freeze, Freeze.window, try window("2026-12-20..2027-01-10"))
        }
        world.meet()
        let union = FreezeWindow.inForce(world[freeze], zones: zones, reader: nil)?.window
        #expect(union?.text == "2026-12-20..2027-01-10@UTC")
    }

    @Test func `freeing time of a freeze in force is asked for, not done`() throws {
        let world = TestWorld()
        let (_, freeze) = try plan(world)
        let shorter = try #require(Window("2026-12-22..2027-01-03@UTC"))
        #expect {
            try world.edit("tokyo") { try $0.move(freeze: freeze, to: shorter, zones: zones) }
        } throws: { if case DomainFailure.asked? = $0 as? DomainFailure { true } else { false } }
        #expect {
            try world.edit("tokyo") { try $0.transition(freeze, Freeze.state, to: "lifted") }
        } throws: { if case DomainFailure.asked? = $0 as? DomainFailure { true } else { false } }
    }

    @Test func `the next free window lies behind every freeze that binds`() {
        let id = EntityID(high: 1, low: 1)
        let operation = OperationID(StreamID(high: 0, low: 1), 1, 0)
        let span = { (range: Range<Int>, scope: Set<EntityID>) in
            FreezeClash.Span(freeze: id, scope: scope, interval: range, operations: [])
        }
        let booking = FreezeClash.Booking(
            release: id, scope: [id], interval: 10..<20, operation: operation)
        let other = EntityID(high: 9, low: 9)
        let free = FreezeClash.nextFree(
            booking, [span(35..<50, []), span(5..<30, [id]), span(50..<500, [other])])
        #expect(free == 50..<60)
    }
}
