import Causality
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// What people type, and what they are told.
struct FieldInputTests {
    private let ana = EntityID(high: 1, low: 2)
    // A Monday.
    private let today = date("2026-11-23")

    private var input: FieldInput {
        FieldInput(today: today, zone: TestZones.shifting, zones: TestZones.all) { _, name in
            guard Array(name.utf8) == Array("ana".utf8) else {
                throw DomainFailure.notFound("Nobody is called \(name).")
            }
            return EntityID(high: 1, low: 2)
        }
    }

    private func failure(_ text: String, _ field: FieldDefinition) -> DomainFailure? {
        do {
            _ = try input.value(text, for: field)
            return nil
        } catch {
            return error as? DomainFailure
        }
    }

    @Test(arguments: [
        ("today", "2026-11-23"), ("tomorrow", "2026-11-24"), ("fri", "2026-11-27"),
        ("monday", "2026-11-30"), ("2w", "2026-12-07"), ("-3d", "2026-11-20"),
        ("3m", "2027-02-23"), ("eow", "2026-11-29"), ("eom", "2026-11-30"),
        ("eoq", "2026-12-31"), ("eoy", "2026-12-31"), ("1y", "2027-11-23"),
        ("sow", "2026-11-23"), ("som", "2026-11-01"), ("soq", "2026-10-01"),
        ("soy", "2026-01-01"), ("last-mon", "2026-11-16"), ("last-sunday", "2026-11-22"),
        ("last-tue", "2026-11-17"), ("SOM@anywhere", "2026-11-01@anywhere"),
        ("2026-11-12T16:00@Asia/Tokyo", "2026-11-12T16:00@Asia/Tokyo"),
        ("fri 16:00", "2026-11-27T16:00@Test/Shifting"),
        ("tomorrowT9:30@UTC", "2026-11-24T09:30@UTC"), ("eow@anywhere", "2026-11-29@anywhere"),
        (" 2026-11-12 ", "2026-11-12"),
    ])
    func `points in words`(text: String, expected: String) throws {
        let value = try input.value(text, for: Item.due)
        #expect(FieldOutput().text(value, for: Item.due) == expected)
        #expect(try input.value(expected, for: Item.due) == value)
    }

    @Test func `a month from the end of January ends in February`() {
        let words = DateWords(today: date("2027-01-31"))
        #expect(words.date("1m") == date("2027-02-28"))
        #expect(words.date("99999w") == nil)
        #expect(words.date("9999999999999999999w") == nil)
        #expect(DateWords(today: date("9999-12-31")).date("tomorrow") == nil)
        #expect(DateWords(today: date("2026-11-29")).date("sow") == date("2026-11-23"))
        #expect(words.date("last-") == nil)
        #expect(words.date("last-mo") == nil)
    }

    @Test(arguments: [
        ("2026-02-30", "28 days"), ("2026-13-01", "12 months"), ("someday", "no date"),
        ("2026-11-12T25:00", "no time of day"), ("2026-11-12@Moon/Crater", "no time zone"),
        ("2026-03-29T02:30", "clocks go forward"), ("9999999w", "no date"),
    ])
    func `points that make no sense are told what is wrong`(text: String, part: String) throws {
        let refusal = try #require(failure(text, Item.due))
        #expect(refusal.sentence.contains(part), "\(refusal.sentence)")
    }

    @Test func `a time that clocks skip is refused with the one that they show then`() throws {
        let refusal = try #require(failure("2026-03-29T02:30", Item.due))
        #expect(refusal.hint?.contains("2026-03-29T03:30") == true)
        #expect(failure("2026-03-29T01:59", Item.due) == nil)
        #expect(failure("2026-03-29T02:00", Item.due) != nil)
        #expect(failure("2026-03-29T02:59", Item.due) != nil)
        #expect(failure("2026-03-29T03:00", Item.due) == nil)
        #expect(failure("2026-03-29T02:30@UTC", Item.due) == nil)
        #expect(failure("2026-03-29T01:00..2026-03-29T02:30", Release.window) != nil)
        #expect(failure("2026-03-29T02:30..2026-03-29T04:00", Release.window) != nil)
    }

    @Test(arguments: [
        ("2026-10-25T02:30", "2026-10-25T01:30@UTC"), ("2026-10-25T02:00", "2026-10-25T01:00@UTC"),
        ("2026-10-25T02:59", "2026-10-25T01:59@UTC"),
    ])
    func `a time that clocks show twice means the first, and the other can be had`(
        typed: String, other: String
    ) throws {
        let first = try input.value(typed, for: Item.due)
        let remark = try #require(RepeatedTime.remark(on: first, TestZones.all))
        #expect(remark.contains("the first is meant"))
        #expect(remark.hasSuffix(" \(other)"))
        let second = try input.value(other, for: Item.due)
        #expect(RepeatedTime.remark(on: second, TestZones.all) == nil)
        let instant = { (value: Value) in
            Moment(value)?.start(TestZones.all, reader: nil) ?? 0
        }
        #expect(instant(second) - instant(first) == 60)
        let shown = TestZones.all.local(of: instant(second), in: TestZones.shifting)
        #expect(shown?.description == typed)
    }

    @Test(arguments: [
        ("2026-10-25T01:00..2026-10-25T02:30", "2026-10-24T23:00..2026-10-25T01:30@UTC"),
        ("2026-10-25T02:10..2026-10-25T02:40", "2026-10-25T01:10..2026-10-25T01:40@UTC"),
        ("2026-10-25T02:10..2026-10-25T04:00", "2026-10-25T01:10..2026-10-25T03:00@UTC"),
        ("2026-10-25T02:10..2026-10-25T02:10", "2026-10-25T01:10@UTC"),
    ])
    func `so do the ends of a window`(typed: String, other: String) throws {
        let value = try input.value(typed, for: Release.window)
        let remark = try #require(RepeatedTime.remark(on: value, TestZones.all))
        #expect(remark.hasSuffix(" \(other)"), "\(remark)")
        _ = try input.value(other, for: Release.window)
    }

    @Test(arguments: [
        "2026-10-25T01:59", "2026-10-25T03:00", "2026-10-25", "2026-03-29T03:30",
        "2026-10-25T02:30@UTC", "2026-10-25@Test/Shifting", "2026-10-24T02:30",
    ])
    func `of a time that comes once nothing is said`(typed: String) throws {
        let value = try input.value(typed, for: Item.due)
        #expect(RepeatedTime.remark(on: value, TestZones.all) == nil)
    }

    @Test func `windows are one or two points, the second after the first`() throws {
        let text = { (typed: String) throws -> String in
            FieldOutput().text(
                try input.value(typed, for: Release.window), for: Release.window)
        }
        #expect(try text("fri..2w") == "2026-11-27..2026-12-07")
        #expect(try text("fri 10:00..fri 12:00@UTC") == "2026-11-27T10:00..2026-11-27T12:00@UTC")
        #expect(try text("fri") == "2026-11-27")
        #expect(failure("2w..fri", Release.window)?.hint != nil)
        #expect(failure("fri..fri 10:00", Release.window) != nil)
    }

    @Test func `words may be shortened, and slips are met with what was meant`() throws {
        #expect(try input.value("Feat", for: Item.type) == .text("feature"))
        #expect(try input.value("BUG", for: Item.type) == .text("bug"))
        let slip = try #require(failure("hgih", Item.priority))
        #expect(slip.hint?.hasPrefix("Did you mean high?") == true)
        let wild = try #require(failure("whenever", Item.priority))
        #expect(wild.hint == "Possible: urgent, high, medium, low.")
    }

    @Test func `titles hold one line of five hundred characters and nothing that acts`() throws {
        let fits = String(repeating: "é", count: FieldInput.lineLengthMaxScalars)
        #expect(try input.value(fits, for: Item.title) == .text(fits))
        #expect(failure(fits + "x", Item.title)?.sentence.contains("501") == true)
        #expect(failure("\u{1b}[31mred", Item.title)?.sentence.contains("U+001B") == true)
        #expect(failure("abc\u{202e}def", Item.title)?.sentence.contains("U+202E") == true)
        #expect(failure("two\nlines", Item.title) != nil)
        #expect(failure("  ", Item.title) != nil)
        #expect(failure("", Item.title) != nil)
        #expect(try input.value("  spaced  ", for: Item.title) == .text("spaced"))
    }

    @Test func `a description holds lines and a megabyte`() throws {
        #expect(try input.value("a\r\nb\rc\td", for: Item.body) == .text("a\nb\nc\td"))
        let long = String(repeating: "x", count: 1 << 20)
        #expect(try input.value(long, for: Item.body) == .text(long))
        guard case .tooLarge = try #require(failure(long + "x", Item.body)) else {
            Issue.record("a longer one is too large")
            return
        }
    }

    @Test func `numbers, flags, zones, people and brakes`() throws {
        #expect(try input.value("8", for: Item.size) == .integer(8))
        #expect(failure("8.5", Item.size) != nil)
        #expect(failure("99999999999999999999", Item.size) != nil)
        #expect(try input.value("yes", for: Edge.presence) == .flag(true))
        #expect(failure("maybe", Edge.presence) != nil)
        #expect(try input.value("Asia/Tokyo", for: Team.zone) == .text("Asia/Tokyo"))
        #expect(failure("Tokyo", Team.zone)?.hint != nil)
        #expect(try input.value("ana", for: Item.assignee) == .entity(ana))
        #expect(failure("zoe", Item.assignee) != nil)
        #expect(
            try input.value("held database is down", for: Train.brake)
                == .list([.text("held"), .text("database is down")]))
        #expect(failure("stopped", Train.brake)?.hint?.contains("held") == true)
        #expect(failure("abc", Item.rank)?.hint?.contains("--before") == true)
        #expect(failure("x", SharedFields.origin) != nil)
        #expect(
            FieldOutput().text(
                try input.value("9:00-17:30@UTC", for: Person.hours), for: Person.hours)
                == "09:00-17:30@UTC")
        #expect(failure("17:00-09:00", Person.hours) != nil)
        #expect(try input.value("", for: Item.due) == .none)
    }

    @Test func `a claim is shown as the person who holds it`() {
        let output = FieldOutput { _ in "Ana" }
        #expect(output.text(.list([.entity(ana), .none]), for: Item.assignee) == "Ana")
        #expect(output.text(.list([.none, .entity(ana)]), for: Item.assignee).isEmpty)
    }

    @Test func `fields set by hand go the way that each of them asks`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "first")
        let other = try world.shared(.item, "second")
        try world.edit("tokyo") { draft in
            try draft.assign(item, Item.assignee, .entity(ana), zones: TestZones.all)
            try draft.assign(item, Item.parent, .entity(other), zones: TestZones.all)
            try draft.assign(item, Item.state, .text("active"), zones: TestZones.all)
            try draft.assign(item, Item.body, .text("text"), zones: TestZones.all)
            try draft.assign(item, Item.size, .integer(3), zones: TestZones.all)
        }
        world.meet()
        #expect(world[item].value(Item.assignee)?.parts.first == .entity(ana))
        #expect(ParentLoops.ParentMove(world[item])?.parent == other)
        #expect(world[item].says(Item.state) == "active")
        #expect(world[item].text(Item.body) == "text")
        #expect(throws: DomainFailure.self) {
            try world.edit("tokyo") {
                try $0.assign(item, SharedFields.archived, .text("x"), zones: TestZones.all)
            }
        }
    }
}
