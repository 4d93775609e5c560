import Causality
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Row 20 in full: occurrences of a series that people change apart, against a walk over all days.
struct SeriesTests {
    private func series(
        _ world: ModelWorld, _ rule: String, _ first: String = "2026-11-02T09:00..2026-11-02T10:00"
    ) throws -> EntityID {
        try world.shared(.series, "review") { draft, id in
            try draft.set(id, Series.first, try window(first))
            try draft.set(id, Series.rule, .text(.init(rule)))
        }
    }

    private func entries(_ world: ModelWorld) -> [Document] {
        world.replicas[0].documents.documents.values.filter { $0.entityKind == .entry }
    }

    private func shown(
        _ world: ModelWorld, _ series: EntityID, _ from: String, _ to: String
    ) -> [SeriesOccurrence] {
        SeriesExpansion.occurrences(
            of: world[series], within: date(from)...date(to), overrides: entries(world))
    }

    @Test func `moved by one, skipped by another who did not know: cancelled, with a card`() throws
    {
        let world = ModelWorld()
        let id = try series(world, "FREQ=WEEKLY")
        let day = date("2026-11-09")
        let later = try #require(Window("2026-11-10T09:00..2026-11-10T10:00@UTC"))
        try world.edit("tokyo") { try $0.move(occurrenceOf: id, on: day, to: later) }
        try world.edit("recife") { try $0.skip(occurrenceOf: id, on: day) }
        let card = try world.only(.edits, world.meet())
        #expect(card.field == "state")
        #expect(card.reading.hasPrefix("the safest value is in force"))
        let found = shown(world, id, "2026-11-01", "2026-11-20")
        #expect(
            found.map(\.originalDate.description) == ["2026-11-02", "2026-11-09", "2026-11-16"])
        #expect(found[1].isCancelled)
        #expect(found[1].window == later)
        #expect(entries(world).count == 1)
        let confirmed = try #require(card.options.firstIndex { $0.value == .text("confirmed") })
        try world.expectSettled(card, by: "prague") {
            try $0.settle(card, option: confirmed + 1, zones: TestZones.all)
        }
        let settled = shown(world, id, "2026-11-09", "2026-11-12")
        #expect(settled.map(\.isCancelled) == [false])
        #expect(settled.map(\.window) == [later])
    }

    @Test(arguments: ["move", "assign", "restore"])
    func `moved before, then moved on by one and skipped by another: a card too`(
        _ way: String
    ) throws {
        let world = ModelWorld()
        let id = try series(world, "FREQ=WEEKLY")
        let day = date("2026-11-09")
        let entry = DerivedIdentifier.occurrence(of: id, on: day)
        let later = try #require(Window("2026-11-10T09:00..2026-11-10T10:00@UTC"))
        let latest = try #require(Window("2026-11-11T09:00..2026-11-11T10:00@UTC"))
        try world.edit("tokyo") { try $0.move(occurrenceOf: id, on: day, to: later) }
        world.meet()
        try world.edit("tokyo") { draft in
            switch way {
            case "move": try draft.move(occurrenceOf: id, on: day, to: latest)
            case "assign":
                try draft.assign(
                    entry, CalendarEntry.when, latest.value, zones: TestZones.all)
            default: try draft.restore(occurrenceOf: id, on: day)
            }
        }
        try world.edit("recife") { try $0.skip(occurrenceOf: id, on: day) }
        let card = try world.only(.edits, world.meet())
        #expect(card.field == "state")
        #expect(shown(world, id, "2026-11-09", "2026-11-12").map(\.isCancelled) == [true])
        try world.expectSettled(card, by: "recife") { try $0.accept(card, zones: TestZones.all) }
        #expect(shown(world, id, "2026-11-09", "2026-11-12").map(\.isCancelled) == [true])
    }

    @Test func `who knows of the other makes no card, and nothing is said twice`() throws {
        let world = ModelWorld()
        let id = try series(world, "FREQ=WEEKLY")
        let day = date("2026-11-09")
        let later = try #require(Window("2026-11-10T09:00..2026-11-10T10:00@UTC"))
        try world.edit("tokyo") { try $0.skip(occurrenceOf: id, on: day) }
        #expect(world.meet().isEmpty)
        try world.edit("recife") { try $0.move(occurrenceOf: id, on: day, to: later) }
        #expect(world.meet().isEmpty)
        #expect(shown(world, id, "2026-11-09", "2026-11-12").map(\.isCancelled) == [false])
        let again = try world.edit("prague") {
            try $0.move(occurrenceOf: id, on: day, to: later)
        }
        #expect(again == nil)
        try world.edit("tokyo") { try $0.skip(occurrenceOf: id, on: day) }
        #expect(world.meet().isEmpty)
        #expect(shown(world, id, "2026-11-09", "2026-11-12").map(\.isCancelled) == [true])
    }

    @Test func `moved by two at once: one card, of the time alone`() throws {
        let world = ModelWorld()
        let id = try series(world, "FREQ=WEEKLY")
        let day = date("2026-11-09")
        for (name, target) in [("tokyo", "2026-11-10"), ("recife", "2026-11-11")] {
            let window = try #require(Window("\(target)T09:00..\(target)T10:00@UTC"))
            try world.edit(name) { try $0.move(occurrenceOf: id, on: day, to: window) }
        }
        let cards = world.meet()
        #expect(cards.map(\.field) == ["when"])
        let card = try #require(cards.first)
        try world.expectSettled(card, by: "prague") { try $0.accept(card, zones: TestZones.all) }
    }

    /// A naive reading: an exception is one value, so two that did not know of each other make a card
    /// unless they say the same, and any that cancels is in force.
    @Test(arguments: 1...24)
    func `one round of skips and moves apart: cancelled if anybody did, a card if they differ`(
        seed: UInt64
    ) throws {
        let world = ModelWorld(seed: seed)
        let id = try series(world, "FREQ=WEEKLY")
        let day = date("2026-11-09")
        if world.chance(50) {
            let before = try #require(Window("2026-11-12T09:00..2026-11-12T10:00@UTC"))
            try world.edit("tokyo") { try $0.move(occurrenceOf: id, on: day, to: before) }
            world.exchange()
        }
        var said: [String?] = []
        for replica in world.replicas where world.chance(80) {
            let target = "2026-11-1\(world.below(2))"
            let window = try #require(Window("\(target)T09:00..\(target)T10:00@UTC"))
            let skips = world.chance(40)
            try world.edit(replica.name) { draft in
                if skips {
                    try draft.skip(occurrenceOf: id, on: day)
                } else {
                    try draft.move(occurrenceOf: id, on: day, to: window)
                }
            }
            said.append(skips ? nil : target)
        }
        let fields = Set(world.meet(orders: 12).compactMap(\.field))
        let times = Set(said.compactMap { $0 })
        let isCancelled = said.contains(nil)
        #expect(fields.contains("state") == (isCancelled && !times.isEmpty))
        #expect(fields.contains("when") == (times.count > 1))
        #expect(
            shown(world, id, "2026-11-09", "2026-11-12").map(\.isCancelled) == [isCancelled])
    }

    @Test func `skipped by one, restored by another who did not know: skipped, with a card`() throws
    {
        let world = ModelWorld()
        let id = try series(world, "FREQ=WEEKLY")
        let day = date("2026-11-09")
        try world.edit("tokyo") { try $0.skip(occurrenceOf: id, on: day) }
        world.exchange()
        try world.edit("recife") { try $0.restore(occurrenceOf: id, on: day) }
        try world.edit("prague") {
            let entry = DerivedIdentifier.occurrence(of: id, on: day)
            try $0.set(entry, CalendarEntry.state, .text("tentative"))
            try $0.skip(occurrenceOf: id, on: day)
        }
        let card = try world.only(.edits, world.meet())
        #expect(shown(world, id, "2026-11-09", "2026-11-09").map(\.isCancelled) == [true])
        let confirmed = try #require(card.options.firstIndex { $0.value == .text("confirmed") })
        try world.expectSettled(card, by: "tokyo") {
            try $0.settle(card, option: confirmed + 1, zones: TestZones.all)
        }
        #expect(shown(world, id, "2026-11-09", "2026-11-09").map(\.isChanged) == [false])
    }

    @Test func `what was taken away stays away, and comes back when restored`() throws {
        let world = ModelWorld()
        let id = try series(world, "FREQ=DAILY")
        let day = date("2026-11-05")
        try world.edit("tokyo") {
            try $0.archive(try $0.skip(occurrenceOf: id, on: day))
        }
        world.meet()
        let taken = shown(world, id, "2026-11-04", "2026-11-06")
        #expect(taken.map(\.isArchived) == [false, true, false])
        try world.edit("recife") { try $0.restore(occurrenceOf: id, on: day) }
        #expect(world.meet().isEmpty)
        let back = shown(world, id, "2026-11-04", "2026-11-06")
        #expect(back.map(\.isArchived) == [false, false, false])
        #expect(back.map(\.isChanged) == [false, false, false])
    }

    @Test func `what the rule does not give cannot be changed, and the days nearby are told`()
        throws
    {
        let world = ModelWorld()
        let id = try series(world, "FREQ=WEEKLY;COUNT=3")
        for day in ["2026-11-10", "2026-11-23", "2026-10-26"] {
            #expect {
                try world.edit("tokyo") { try $0.skip(occurrenceOf: id, on: date(day)) }
            } throws: {
                if case DomainFailure.notFound? = $0 as? DomainFailure { true } else { false }
            }
        }
        let nothing = try world.edit("tokyo") {
            try $0.restore(occurrenceOf: id, on: date("2026-11-09"))
        }
        #expect(nothing == nil)
    }

    @Test(arguments: 1...40)
    func `whatever is changed apart, a span shows what a walk over all days shows`(
        seed: UInt64
    ) throws {
        let world = ModelWorld(seed: seed)
        let length = world.below(3)
        let end = try #require(date("2026-11-02").adding(days: length))
        let rule = world.pick(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=DAILY;INTERVAL=3"])
        let id = try series(world, rule, "2026-11-02T09:00..\(end)T10:00")
        for replica in world.replicas {
            for _ in 0..<5 {
                let day = try #require(date("2026-11-02").adding(days: world.below(25)))
                guard SeriesExpansion.gives(world[id], on: day) else { continue }
                let target = try #require(date("2026-11-02").adding(days: world.below(40)))
                let moved = try #require(Window("\(target)T14:00..\(target)T15:00@UTC"))
                let choice = world.below(4)
                try world.edit(replica.name) { draft in
                    switch choice {
                    case 0: try draft.skip(occurrenceOf: id, on: day)
                    case 1: try draft.restore(occurrenceOf: id, on: day)
                    case 2: try draft.archive(try draft.skip(occurrenceOf: id, on: day))
                    default: try draft.move(occurrenceOf: id, on: day, to: moved)
                    }
                }
            }
        }
        world.meet(orders: 4)
        let start = try #require(date("2026-11-02").adding(days: world.below(20)))
        let stop = try #require(start.adding(days: world.below(15)))
        let found = shown(world, id, start.description, stop.description)
        #expect(Set(found.map(\.id)).count == found.count)
        #expect(Set(found.map(\.id)) == walked(world, id, start, stop))
    }

    /// Asks each day of two months whether the rule gives it, and each of those whether it lies in the span.
    private func walked(
        _ world: ModelWorld, _ series: EntityID, _ start: CivilDate, _ stop: CivilDate
    ) -> Set<EntityID> {
        guard let first = world[series].value(Series.first).flatMap({ Window($0) }) else {
            return []
        }
        var found: Set<EntityID> = []
        for number in first.start.date.dayNumber..<first.start.date.dayNumber + 60 {
            guard let day = CivilDate(dayNumber: number),
                SeriesExpansion.gives(world[series], on: day)
            else { continue }
            let id = DerivedIdentifier.occurrence(of: series, on: day)
            let own = world[id].value(CalendarEntry.when).flatMap { Window($0) }
            guard let window = own ?? first.moved(to: day) else { continue }
            if window.start.date <= stop, window.end.date >= start { found.insert(id) }
        }
        return found
    }
}
