import Causality
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Rows 3 and 4: nothing ships inside a freeze, and a freeze never shrinks by accident.
struct FreezeInvariantTests {
    private let zones = TestZones.all

    private func plan(_ world: ModelWorld) throws -> (release: EntityID, freeze: EntityID) {
        let release = try world.shared(.release, "2026.11")
        let freeze = try world.shared(.freeze, "year end") { draft, id in
            try draft.set(id, Freeze.window, try window("2026-12-20..2027-01-03"))
        }
        return (release, freeze)
    }

    @Test func `a release booked while another lays a freeze over it: both stay, one card`() throws
    {
        let world = ModelWorld()
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
        let world = ModelWorld()
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
        let world = ModelWorld()
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
            let world = ModelWorld(seed: seed)
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
        let world = ModelWorld()
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
        let world = ModelWorld()
        let (_, freeze) = try plan(world)
        let shorter = try #require(Window("2026-12-22..2027-01-03@UTC"))
        #expect {
            try world.edit("tokyo") { try $0.move(freeze: freeze, to: shorter, zones: zones) }
        } throws: { if case DomainFailure.asked? = $0 as? DomainFailure { true } else { false } }
        #expect {
            try world.edit("tokyo") { try $0.transition(freeze, Freeze.state, to: "lifted") }
        } throws: { if case DomainFailure.asked? = $0 as? DomainFailure { true } else { false } }
    }

    /// Freezes all of the world, and the booking of one release among them.
    private func clash(
        _ world: ModelWorld, _ booked: String, _ frozen: [(window: String, scope: EntityID?)]
    ) throws -> (booking: FreezeClash.Booking, spans: [FreezeClash.Span]) {
        let release = try world.shared(.release, "2026.11") { draft, id in
            try draft.set(id, Release.window, try window(booked))
        }
        let freezes = try frozen.map { freeze in
            try world.shared(.freeze, freeze.window) { draft, id in
                try draft.set(id, Freeze.window, try window(freeze.window))
                if let scope = freeze.scope { try draft.add(id, Freeze.scope, .entity(scope)) }
            }
        }
        return (
            try #require(FreezeClash.Booking(world[release], zones: zones, team: { _ in nil })),
            freezes.compactMap { FreezeClash.Span(world[$0], zones: zones) }
        )
    }

    @Test(arguments: [
        // Behind the freeze that is met, and behind the one that this would meet.
        (
            "2026-12-01T09:00..2026-12-01T17:00@UTC",
            ["2026-12-01..2026-12-02", "2026-12-03T12:00..2026-12-05T08:00"],
            "2026-12-05T09:00..2026-12-05T17:00@UTC"
        ),
        // A window longer than the gap between two freezes does not fit into it.
        (
            "2026-12-01..2026-12-03@UTC", ["2026-12-02..2026-12-02", "2026-12-05..2026-12-05"],
            "2026-12-06..2026-12-08@UTC"
        ),
        // A freeze that begins when the window ends does not bind it.
        (
            "2026-12-01T09:00..2026-12-01T12:00@UTC", ["2026-12-01T12:00..2026-12-01T18:00"],
            "2026-12-01T09:00..2026-12-01T12:00@UTC"
        ),
        // The hour that the clocks skip is no time to ship at.
        (
            "2026-03-28T02:30..2026-03-28T02:45@Test/Shifting", ["2026-03-28..2026-03-28"],
            "2026-03-30T02:30..2026-03-30T02:45@Test/Shifting"
        ),
    ])
    func `the next free window lies behind every freeze that binds`(
        booked: String, frozen: [String], free: String
    ) throws {
        let (booking, spans) = try clash(ModelWorld(), booked, frozen.map { ($0, nil) })
        #expect(FreezeClash.nextFree(booking, spans, zones)?.text == free)
    }

    @Test func `a freeze of something else is no hindrance`() throws {
        let world = ModelWorld()
        let (booking, spans) = try clash(
            world, "2026-12-01..2026-12-01@UTC",
            [("2026-12-01..2026-12-01", nil), ("2026-12-02..2027-12-02", world.newID())])
        #expect(
            FreezeClash.nextFree(booking, spans, zones)?.text == "2026-12-02@UTC")
    }

    @Test(arguments: 1...40)
    func `the next free window is the first free day of a walk over all days`(
        seed: UInt64
    ) throws {
        let world = ModelWorld(seed: seed)
        let day = { (number: Int) in
            date("2026-12-01").adding(days: number)?.description ?? ""
        }
        let booked = "\(day(0))T10:00..\(day(world.below(3)))T11:00@Asia/Tokyo"
        let frozen = (0..<5).map { _ in
            let first = world.below(15)
            return world.chance(50)
                ? "\(day(first))..\(day(first + world.below(4)))@America/Recife"
                : "\(day(first))T0\(world.below(10)):00..\(day(first + world.below(2)))T18:00@UTC"
        }
        let (booking, spans) = try clash(world, booked, frozen.map { ($0, nil) })
        var walked: Window?
        for days in 0..<60 where walked == nil {
            let date = try #require(booking.window.start.date.adding(days: days))
            let window = try #require(booking.window.moved(to: date))
            let minutes = try #require(window.interval(zones, reader: nil))
            if !spans.contains(where: { $0.interval.overlaps(minutes) }) { walked = window }
        }
        #expect(walked != nil)
        #expect(FreezeClash.nextFree(booking, spans, zones) == walked)
    }

    @Test(arguments: 1...20)
    func `random bookings and freezes: the cards are exactly the pairs that share a minute`(
        seed: UInt64
    ) throws {
        let world = ModelWorld(seed: seed)
        let releases = try (0..<3).map { try world.shared(.release, "1.\($0)") }
        let freezes = try (0..<2).map { try world.shared(.freeze, "freeze \($0)") }
        let (team, service) = (try world.shared(.team, "nova"), try world.shared(.service, "pay"))
        let text = { () throws -> String in
            let day = try #require(date("2026-12-01").adding(days: world.below(12)))
            let end = try #require(day.adding(days: world.below(3)))
            return "\(day)T08:00..\(end)T20:00@\(world.pick(["UTC", "Asia/Tokyo"]))"
        }
        for replica in world.replicas {
            let (release, freeze) = (world.pick(releases), world.pick(freezes))
            let (booked, frozen) = (try window(text()), try window(text()))
            let (isOwned, isBound) = (world.chance(50), world.chance(30))
            try world.edit(replica.name) { draft in
                try draft.set(release, Release.window, booked)
                try draft.set(freeze, Freeze.window, frozen)
                if isOwned { try draft.set(release, Release.service, .entity(service)) }
                if isBound { try draft.add(freeze, Freeze.scope, .entity(team)) }
            }
        }
        try world.edit("recife") { try $0.set(service, Service.team, .entity(team)) }
        let cards = world.meet(orders: 4).filter { $0.kind == .freeze }
        var expected: Set<[EntityID]> = []
        for release in releases {
            for freeze in freezes where shareMinute(world[release], world[freeze], team, service) {
                expected.insert([release, freeze])
            }
        }
        #expect(Set(cards.map(\.subjects)) == expected)
    }

    /// Lays every minute of a booking against every window that somebody wrote for the freeze, and all between.
    private func shareMinute(
        _ release: Document, _ freeze: Document, _ team: EntityID, _ service: EntityID
    ) -> Bool {
        let scope = freeze.elements(Freeze.scope)
        let isOwned = release.value(Release.service) == .entity(service)
        guard scope.isEmpty || (isOwned && scope.contains(.entity(team))) else { return false }
        let written = freeze.writes(CellAddress(Freeze.window.number)).compactMap {
            Window($0.value)?.interval(zones, reader: nil)
        }
        guard let first = written.map(\.lowerBound).min(),
            let last = written.map(\.upperBound).max(),
            let booked = release.value(Release.window).flatMap({
                Window($0)?.interval(zones, reader: nil)
            })
        else { return false }
        return booked.contains { (first..<last).contains($0) }
    }
}
