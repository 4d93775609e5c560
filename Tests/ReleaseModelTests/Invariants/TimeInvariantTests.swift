import Causality
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Rows 17, 18 and 20: windows, the order of milestones, and occurrences of series.
struct TimeInvariantTests {
    @Test func `separate edits of start and end never cross`() throws {
        let world = ModelWorld()
        let release = try world.shared(.release, "1.0") { draft, id in
            try draft.set(id, Release.window, try window("2026-11-10..2026-11-12"))
        }
        try world.edit("tokyo") {
            try $0.set(release, Release.window, try window("2026-11-11..2026-11-12"))
        }
        try world.edit("recife") {
            try $0.set(release, Release.window, try window("2026-11-08..2026-11-09"))
        }
        let card = try world.only(.edits, world.meet())
        for option in card.options {
            let window = try #require(Window(option.value))
            #expect(window.start.date <= window.end.date)
        }
        #expect(
            Window(
                start: .date(date("2026-11-12"), .regional),
                end: .date(date("2026-11-10"), .regional)) == nil)
        try world.expectSettled(card, by: "prague") {
            try $0.settle(card, option: 1, zones: TestZones.all)
        }
        #expect(world[release].value(Release.window) == card.options[0].value)
    }

    @Test func `two teams move two milestones past each other`() throws {
        let world = ModelWorld()
        let train = try world.shared(.train, "november")
        let mark = { (kind: String, day: String) in
            try world.shared(.milestone, kind) { draft, id in
                try draft.set(id, Milestone.kind, .text(kind))
                try draft.set(id, Milestone.train, .entity(train))
                try draft.set(id, Milestone.when, try moment(day))
            }
        }
        let candidate = try mark("candidate", "2026-11-10")
        let ship = try mark("ship", "2026-11-20")
        try world.edit("tokyo") { try $0.set(candidate, Milestone.when, try moment("2026-11-18")) }
        try world.edit("recife") { try $0.set(ship, Milestone.when, try moment("2026-11-15")) }
        let card = try world.only(.order, world.meet())
        #expect(card.subjects == [candidate, ship])
        try world.expectSettled(card, by: "prague") {
            try $0.set(ship, Milestone.when, try moment("2026-11-25"))
        }
        try world.edit("recife") { try $0.set(ship, Milestone.when, try moment("2026-11-15")) }
        let again = try world.only(.order, world.meet())
        #expect(again.id != card.id)
    }

    @Test(arguments: 1...6)
    func `random dates: the cards are exactly the inverted pairs`(seed: UInt64) throws {
        let world = ModelWorld(seed: seed)
        let train = try world.shared(.train, "november")
        var marks: [(id: EntityID, kind: Int)] = []
        for (place, kind) in Milestone.ordered.enumerated() {
            let id = try world.shared(.milestone, kind) { draft, id in
                try draft.set(id, Milestone.kind, .text(kind))
                try draft.set(id, Milestone.train, .entity(train))
            }
            marks.append((id, place))
        }
        for replica in world.replicas {
            for mark in marks where world.chance(60) {
                let day = date("2026-11-01").adding(days: world.below(20)) ?? date("2026-11-01")
                try world.edit(replica.name) {
                    try $0.set(mark.id, Milestone.when, try moment(day.description))
                }
            }
        }
        let cards = world.meet(orders: 6).filter { $0.kind == .order }
        let day = { (id: EntityID) in
            world[id].value(Milestone.when).flatMap { Moment($0)?.date }
        }
        var expected: Set<[EntityID]> = []
        for early in marks {
            for late in marks where early.kind < late.kind {
                guard let first = day(early.id), let last = day(late.id), first > last else {
                    continue
                }
                expected.insert([early.id, late.id])
            }
        }
        #expect(Set(cards.map(\.subjects)) == expected)
    }

    @Test func `two replicas change the same occurrence and change one thing`() throws {
        let world = ModelWorld()
        let series = try world.shared(.series, "stand-up") { draft, id in
            try draft.set(id, Series.first, try window("2026-11-02T09:00..2026-11-02T09:15"))
            try draft.set(id, Series.rule, .text("FREQ=WEEKLY;BYDAY=MO,TH"))
        }
        let day = date("2026-11-05")
        let id = DerivedIdentifier.occurrence(of: series, on: day)
        let change = { (draft: inout Draft, text: String) in
            try draft.create(.entry, id)
            try draft.set(id, CalendarEntry.series, .entity(series))
            try draft.set(id, CalendarEntry.originalDate, .text(day.description))
            try draft.set(id, CalendarEntry.when, try window(text))
        }
        try world.edit("tokyo") { try change(&$0, "2026-11-05T10:00..2026-11-05T10:15") }
        try world.edit("recife") { try change(&$0, "2026-11-06T09:00..2026-11-06T09:15") }
        let card = try world.only(.edits, world.meet())
        #expect(card.subjects == [id])
        let occurrences = SeriesExpansion.occurrences(
            of: world[series], within: date("2026-11-01")...date("2026-11-09"),
            overrides: [world[id]])
        #expect(
            occurrences.map(\.originalDate.description) == [
                "2026-11-02", "2026-11-05", "2026-11-09",
            ])
        #expect(Set(occurrences.map(\.id)).count == 3)
        try world.expectSettled(card, by: "prague") {
            try $0.settle(card, option: 2, zones: TestZones.all)
        }
    }
}
