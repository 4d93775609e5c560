import Causality
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Rules of series against a count of all days, one by one.
struct RecurrenceTests {
    /// Walks from the first day to the last and asks of each whether the rule gives it.
    private func oracle(
        _ rule: Recurrence, from first: CivilDate, within span: ClosedRange<CivilDate>
    ) -> [CivilDate] {
        var dates: [CivilDate] = []
        var made = 0
        for number in first.dayNumber...max(first.dayNumber, span.upperBound.dayNumber) {
            guard let date = CivilDate(dayNumber: number), gives(rule, first, date),
                made < rule.count ?? .max, rule.until.map({ date <= $0 }) ?? true
            else { continue }
            made += 1
            if span.contains(date) { dates.append(date) }
        }
        return dates
    }

    private func gives(_ rule: Recurrence, _ first: CivilDate, _ date: CivilDate) -> Bool {
        let days = date.dayNumber - first.dayNumber
        switch rule.frequency {
        case .daily: return days % rule.interval == 0
        case .weekly:
            let wanted = rule.weekdays.isEmpty ? [first.weekday] : rule.weekdays
            let weeks = (days + first.weekday - 1) / 7
            return wanted.contains(date.weekday) && weeks % rule.interval == 0
        case .monthly:
            let months = (date.year - first.year) * 12 + date.month - first.month
            return date.day == first.day && months % rule.interval == 0
        }
    }

    @Test(arguments: 1...80)
    func `expansion equals the walk over all days`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var text = "FREQ=" + generator.pick(["DAILY", "WEEKLY", "MONTHLY"])
        if generator.chance(60) { text += ";INTERVAL=\(1 + generator.below(4))" }
        if text.hasPrefix("FREQ=WEEKLY"), generator.chance(70) {
            text += ";BYDAY=" + generator.pick(["MO", "TU,TH", "SU,MO", "FR,FR,WE"])
        }
        if generator.chance(40) { text += ";COUNT=\(1 + generator.below(30))" }
        if generator.chance(40) { text += ";UNTIL=2026-0\(1 + generator.below(9))-15" }
        let rule = try #require(Recurrence(text))
        #expect(Recurrence(rule.description) == rule)
        let first = try #require(CivilDate(dayNumber: 20_400 + generator.below(60)))
        let start = try #require(first.adding(days: generator.below(500) - 40))
        let end = try #require(start.adding(days: generator.below(200)))
        #expect(
            rule.dates(from: first, within: start...end)
                == oracle(rule, from: first, within: start...end))
    }

    @Test func `a daily rule without an end still gives days in fifty years`() throws {
        let rule = try #require(Recurrence("FREQ=DAILY"))
        let dates = rule.dates(
            from: date("2026-01-01"), within: date("2076-01-01")...date("2076-01-03"))
        #expect(dates.count == 3)
    }

    @Test(arguments: [
        "", "WEEKLY", "FREQ=YEARLY", "FREQ=WEEKLY;INTERVAL=0", "FREQ=DAILY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=1MO", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;UNTIL=2026-02-30",
        "FREQ=DAILY;BYHOUR=3", "FREQ=DAILY;COUNT=10001", "FREQ=DAILY;INTERVAL=1001",
    ])
    func `rules outside the subset are nil`(text: String) { #expect(Recurrence(text) == nil) }

    @Test func `changed, moved, cancelled and left-over occurrences are shown as what they are`()
        throws
    {
        let world = ModelWorld()
        let series = try world.shared(.series, "review") { draft, id in
            try draft.set(id, Series.first, try window("2026-11-02T09:00..2026-11-02T10:00"))
            try draft.set(id, Series.rule, .text("FREQ=WEEKLY"))
        }
        let change = { (day: String, field: FieldDefinition, value: Value) in
            let id = DerivedIdentifier.occurrence(of: series, on: date(day))
            try world.edit("tokyo") { draft in
                try draft.create(.entry, id)
                try draft.set(id, CalendarEntry.series, .entity(series))
                try draft.set(id, CalendarEntry.originalDate, .text(day))
                try draft.set(id, field, value)
            }
            return id
        }
        let cancelled = try change("2026-11-09", CalendarEntry.state, .text("cancelled"))
        let movedIn = try change(
            "2026-12-07", CalendarEntry.when, try window("2026-11-10T09:00..2026-11-10T10:00"))
        let movedOut = try change(
            "2026-11-16", CalendarEntry.when, try window("2026-12-20T09:00..2026-12-20T10:00"))
        let leftOver = try change("2026-11-12", CalendarEntry.title, .text("extra"))
        world.meet(orders: 2)
        let found = SeriesExpansion.occurrences(
            of: world[series], within: date("2026-11-01")...date("2026-11-20"),
            overrides: [cancelled, movedIn, movedOut, leftOver].map { world[$0] })
        #expect(
            found.map(\.window.start.date.description) == [
                "2026-11-02", "2026-11-09", "2026-11-10", "2026-11-12",
            ])
        #expect(found.map(\.isCancelled) == [false, true, false, false])
        #expect(found.map(\.isDetached) == [false, false, false, true])
        #expect(found.map(\.isChanged) == [false, true, true, true])
        #expect(found[3].title == "extra")
    }
}
