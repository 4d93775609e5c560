import Causality
import Foundation
import Lattice
import ReleaseModel
import Replication
import SimulationKit
import Testing

@testable import Commands

/// What other calendars read of the workspace, held against the rules of RFC 5545.
@Suite struct CalendarExportTests {
    private func desk() throws -> Desk {
        let desk = try #require(try Town("tokyo").desks.first)
        desk.environment.zones = SystemZones()
        return desk
    }

    private func calendar(_ desk: Desk, _ line: String = "export ics") throws -> CalendarObject {
        let answer = desk.rail(line)
        #expect(answer.status == .yes, "\(answer.errors)")
        let object = try CalendarObject(answer.output)
        object.expectWhole()
        return object
    }

    // Text

    @Test(arguments: 1...40) func `any text comes back as it was, from lines of 75 octets`(
        seed: UInt64
    ) throws {
        var dice = SplitMix64(seed: seed)
        let letters = ["a", "é", "日", "👩‍🚀", ",", ";", ":", "\\", "\n", "\"", " ", "\\n"]
        let text =
            "x"
            + (0..<Int.random(in: 0...120, using: &dice)).map { _ in
                letters.randomElement(using: &dice) ?? ""
            }.joined()
        var lines = ICalendarLines()
        lines.component("VEVENT") { $0.add(text: "SUMMARY", text) }
        let object = try CalendarObject(lines.lines.map { $0 + "\r\n" }.joined())
        let back = object.root.value("SUMMARY").map(CalendarObject.unescaped)
        #expect(back.map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test func `a line is folded behind the 75th octet and not before`() {
        let fits = String(repeating: "x", count: 75)
        #expect(ICalendarLines.folded(fits) == [fits])
        #expect(ICalendarLines.folded(fits + "y") == [fits, " y"])
        #expect(ICalendarLines.folded(fits.dropLast() + "é").map(\.utf8.count) == [74, 3])
    }

    // Kinds

    @Test func `each thing with a date is an event under its own identifier`() throws {
        let desk = try desk()
        let train = try desk.write("train new ios departure:2026-12-01T16:00@Europe/Berlin")
        let freeze = try desk.write(
            "freeze new 'Year end' window:2026-12-18..2027-01-02 reason:'Nobody, is; here'")
        let milestone = try desk.write("milestone new Go when:2026-11-30@anywhere +big")
        let entry = try desk.write(
            "entry new Demo when:2026-11-27T10:00..2026-11-27T11:30@America/New_York kind:demo")
        try desk.write("milestone new 'No date'")
        let object = try calendar(desk)
        #expect(object.events.count == 5)
        let departure = try #require(object.event("ios"))
        #expect(departure.value("UID") == train)
        #expect(departure.one("DTSTART")?.parameters["TZID"] == "Europe/Berlin")
        #expect(departure.value("DTSTART") == "20261201T160000")
        #expect(departure.value("DTEND") == nil)
        let frozen = try #require(object.event("Year end"))
        #expect(frozen.value("UID") == freeze)
        #expect(frozen.one("DTSTART")?.parameters["VALUE"] == "DATE")
        #expect(frozen.value("DTSTART") == "20261218")
        #expect(frozen.value("DTEND") == "20270103")
        #expect(frozen.value("DESCRIPTION") == "Nobody\\, is\\; here")
        #expect(frozen.value("STATUS") == "CONFIRMED")
        let go = try #require(object.event("Go"))
        #expect(go.value("UID") == milestone)
        #expect(go.value("CATEGORIES") == "milestone,big")
        // The day has ended everywhere at noon of the next in UTC.
        let deadline = try #require(object.event("Deadline: Go"))
        #expect(deadline.value("UID") == milestone + "-deadline")
        #expect(deadline.value("DTSTART") == "20261201T120000Z")
        let demo = try #require(object.event("Demo"))
        #expect(demo.value("UID") == entry)
        #expect(demo.value("DTEND") == "20261127T113000")
        #expect(demo.value("CATEGORIES") == "entry,demo")
        let zones = Set(object.zones.compactMap { $0.value("TZID") })
        #expect(zones == [desk.environment.zone, "Europe/Berlin", "America/New_York"])
        #expect(try calendar(desk, "export ics --kind freeze").events.count == 1)
    }

    @Test func `what is due is a task, narrowed as a list is`() throws {
        let desk = try desk()
        let pay = try desk.write("add Pay due:2026-12-01 priority:urgent +ios")
        try desk.write("add Sign due:2026-12-02T09:00@UTC")
        try desk.write("add Someday")
        try desk.write("start \(pay)")
        let object = try calendar(desk, "export ics --kind item")
        #expect(object.tasks.count == 2)
        let narrowed = try calendar(desk, "export ics +ios")
        let task = try #require(narrowed.tasks.first)
        #expect(narrowed.tasks.count == 1)
        #expect(task.value("UID") == pay)
        #expect(task.value("DUE") == "20261201")
        #expect(task.value("PRIORITY") == "1")
        #expect(task.value("STATUS") == "IN-PROCESS")
    }

    @Test func `the sequence grows with each change, and nothing else moves it`() throws {
        let desk = try desk()
        let id = try desk.write("milestone new Go when:2026-11-30")
        func sequence() throws -> Int {
            let value = try calendar(desk).event("Go")?.value("SEQUENCE")
            return try #require(value.flatMap { Int($0) })
        }
        var last = try sequence()
        #expect(last == 0)
        #expect(try sequence() == last)
        for (place, line) in ["when:2026-12-01", "+late", "-late"].enumerated() {
            let now = desk.environment.clock() + 2_000 * UInt64(place + 1)
            desk.environment.clock = { now }
            try desk.write("milestone set \(id) \(line)")
            let next = try sequence()
            #expect(next > last, "\(line)")
            last = next
        }
    }

    @Test func `what was called off stays for ninety days, marked`() throws {
        let desk = try desk()
        let today = try #require(desk.environment.now?.date)
        let days = ICalendarWriter.cancelledShownDays
        for (name, back) in [("Recent", days), ("Old", days + 1)] {
            let date = try #require(today.adding(days: -back))
            try desk.write("entry new \(name) when:\(date) state:cancelled")
        }
        let object = try calendar(desk)
        #expect(object.event("Recent")?.value("STATUS") == "CANCELLED")
        #expect(object.event("Old") == nil)
    }

    @Test func `an empty workspace is still a calendar`() throws {
        let object = try calendar(try desk())
        #expect(object.events.isEmpty)
        #expect(object.zones.count == 1)
    }

    // Series

    @Test func `a series has its rule, what was skipped, and what was moved`() throws {
        let desk = try desk()
        let series = try desk.write(
            "series new Sync first:2026-11-23T09:00..2026-11-23T09:30@Europe/Berlin "
                + "rule:FREQ=WEEKLY;BYDAY=MO;COUNT=6")
        for line in [
            "series skip \(series) 2026-12-07",
            "series reschedule \(series) 2026-12-14 2026-12-15T10:00..2026-12-15T10:45@Europe/Berlin",
        ] {
            let answer = desk.rail(line)
            #expect(answer.status == .yes, "\(line): \(answer.errors)")
        }
        let object = try calendar(desk)
        let own = object.events.filter { $0.value("UID") == series }
        #expect(own.count == 2)
        let master = try #require(own.first { $0.value("RECURRENCE-ID") == nil })
        #expect(master.value("RRULE") == "FREQ=WEEKLY;BYDAY=MO;COUNT=6")
        #expect(master.one("EXDATE")?.parameters["TZID"] == "Europe/Berlin")
        #expect(master.value("EXDATE") == "20261207T090000")
        let moved = try #require(own.first { $0.value("RECURRENCE-ID") != nil })
        #expect(moved.value("RECURRENCE-ID") == "20261214T090000")
        #expect(moved.value("DTSTART") == "20261215T100000")
        #expect(moved.value("DTEND") == "20261215T104500")
    }

    /// RFC 5545 section 3.3.10 for the parts that a series has, day by day from the first.
    private func expanded(_ master: CalendarObject.Component, through last: CivilDate) throws
        -> [CivilDate]
    {
        func date(_ text: Substring) -> CivilDate? {
            guard text.count == 8, let number = Int(text) else { return nil }
            return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        }
        let first = try #require(master.value("DTSTART").flatMap { date($0.prefix(8)) })
        var parts: [String: String] = [:]
        for part in (master.value("RRULE") ?? "").split(separator: ";") {
            let halves = part.split(separator: "=")
            parts[String(halves[0])] = String(halves[1])
        }
        let interval = parts["INTERVAL"].flatMap { Int($0) } ?? 1
        let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        let days = parts["BYDAY"]?.split(separator: ",").compactMap {
            names.firstIndex(of: String($0)).map { $0 + 1 }
        }
        let until = parts["UNTIL"].flatMap { date($0.prefix(8)) }
        let most = parts["COUNT"].flatMap { Int($0) } ?? .max
        var dates: [CivilDate] = []
        var day = first
        while day <= last, dates.count < most {
            if let until, day > until { break }
            let isGiven: Bool
            switch parts["FREQ"] {
            case "DAILY": isGiven = (day.dayNumber - first.dayNumber) % interval == 0
            case "WEEKLY":
                // Weeks begin on Monday, as without WKST.
                let week = (day.dayNumber - day.weekday) / 7 - (first.dayNumber - first.weekday) / 7
                isGiven =
                    (days ?? [first.weekday]).contains(day.weekday)
                    && (day.dayNumber - day.weekday - first.dayNumber + first.weekday) / 7
                        % interval == 0
                    && week >= 0
            case "MONTHLY":
                let months = (day.year - first.year) * 12 + day.month - first.month
                isGiven = day.day == first.day && months % interval == 0
            default: isGiven = day == first
            }
            if isGiven { dates.append(day) }
            guard let next = day.adding(days: 1) else { break }
            day = next
        }
        return dates
    }

    @Test(arguments: 1...60) func `other calendars see a series on the days on which we do`(
        seed: UInt64
    ) throws {
        var dice = SplitMix64(seed: seed)
        let start = try #require(
            CivilDate(dayNumber: Int.random(in: 20_000..<21_000, using: &dice)))
        var rule =
            "FREQ=" + (["DAILY", "WEEKLY", "WEEKLY", "MONTHLY"].randomElement(using: &dice) ?? "")
        let interval = Int.random(in: 1...4, using: &dice)
        if interval > 1 { rule += ";INTERVAL=\(interval)" }
        if rule.contains("WEEKLY"), Bool.random(using: &dice) {
            let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].filter { _ in
                Int.random(in: 0..<3, using: &dice) == 0
            }
            if !days.isEmpty { rule += ";BYDAY=" + days.joined(separator: ",") }
        }
        switch Int.random(in: 0..<3, using: &dice) {
        case 0: rule += ";COUNT=\(Int.random(in: 1...20, using: &dice))"
        case 1:
            let end = start.adding(days: Int.random(in: 0...300, using: &dice))
            rule += ";UNTIL=\(try #require(end))"
        default: break
        }
        let zone =
            ["@UTC", "@Europe/Berlin", "@Pacific/Auckland", ""].randomElement(using: &dice) ?? ""
        let time = zone.isEmpty ? "" : "T23:30"
        let first = try #require(Window("\(start)\(time)\(zone)"))
        let recurrence = try #require(Recurrence(rule))
        let last = try #require(start.adding(days: 400))
        let ours = recurrence.dates(from: start, within: start...last)
        guard let exported = ICalendarRule(recurrence, first: first, SystemZones()) else {
            #expect(ours.isEmpty, "\(rule) from \(start)")
            return
        }
        var lines = ICalendarLines()
        lines.component("VEVENT") { lines in
            ICalendarTime.add(exported.first, to: &lines)
            if let text = exported.text { lines.add("RRULE", text) }
        }
        let object = try CalendarObject(lines.lines.map { $0 + "\r\n" }.joined())
        // An UNTIL in UTC may name the day before or after; its instant is that of the last occurrence.
        let theirs = try expanded(object.root, through: last)
        if let until = recurrence.until, !zone.isEmpty, zone != "@UTC" {
            #expect(theirs.filter { $0 <= until }.starts(with: ours.prefix(theirs.count - 1)))
        } else {
            #expect(theirs == ours, "\(rule) from \(start)\(zone)")
        }
    }

    // Zones

    /// Minutes ahead of UTC by a VTIMEZONE: the latest observance that began counts.
    private func offset(_ zone: CalendarObject.Component, at instant: Int) -> Int? {
        var best: (onset: Int, offset: Int)?
        for part in zone.components {
            guard let start = part.value("DTSTART"), let from = minutes(part, "TZOFFSETFROM"),
                let to = minutes(part, "TZOFFSETTO"), let first = wall(start)
            else { return nil }
            for onset in onsets(first, part.value("RRULE"), from: from, until: instant)
            where onset <= instant && onset >= best?.onset ?? .min {
                best = (onset, to)
            }
        }
        return best?.offset
    }

    private func minutes(_ part: CalendarObject.Component, _ name: String) -> Int? {
        guard let text = part.value(name), text.count == 5, let number = Int(text.dropFirst())
        else { return nil }
        return (number / 100 * 60 + number % 100) * (text.hasPrefix("-") ? -1 : 1)
    }

    private func wall(_ text: String) -> CivilDateTime? {
        let digits = text.filter(\.isNumber)
        guard digits.count == 14, let day = Int(digits.prefix(8)),
            let date = CivilDate(year: day / 10_000, month: day / 100 % 100, day: day % 100),
            let time = Int(digits.dropFirst(8).prefix(4))
        else { return nil }
        return CivilDateTime(date: date, hour: time / 100, minute: time % 100)
    }

    private func onsets(
        _ first: CivilDateTime, _ rule: String?, from: Int, until: Int
    ) -> [Int] {
        guard let rule else { return [first.minuteNumber - from] }
        var parts: [String: String] = [:]
        for part in rule.split(separator: ";") {
            let halves = part.split(separator: "=")
            parts[String(halves[0])] = String(halves[1])
        }
        let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        guard parts["FREQ"] == "YEARLY", let month = parts["BYMONTH"].flatMap({ Int($0) }),
            let day = parts["BYDAY"], let week = Int(day.dropLast(2)),
            let weekday = names.firstIndex(of: String(day.suffix(2)))
        else { return [] }
        let last = parts["UNTIL"].flatMap { wall($0) }?.minuteNumber ?? .max
        return (first.date.year...first.date.year + 60).compactMap { year -> Int? in
            let days = (1...CivilDate.days(inMonth: month, of: year)).compactMap {
                CivilDate(year: year, month: month, day: $0)
            }.filter { $0.weekday == weekday + 1 }
            let found = week < 0 ? days.last : week <= days.count ? days[week - 1] : nil
            guard let found,
                let local = CivilDateTime(date: found, hour: first.hour, minute: first.minute)
            else { return nil }
            let onset = local.minuteNumber - from
            return onset <= min(last, until) ? onset : nil
        }
    }

    @Test(arguments: [
        "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Tokyo", "Asia/Kolkata",
        "America/Recife", "Africa/Casablanca", "Europe/Moscow", "Australia/Lord_Howe",
        "America/Sao_Paulo", "Europe/Dublin", "Asia/Kathmandu", "America/St_Johns", "UTC",
    ])
    func `a zone is explained as the system knows it, hour by hour and for years`(
        _ name: String
    ) throws {
        let zones = SystemZones()
        try #require(zones.isKnown(name))
        var lines = ICalendarLines()
        ICalendarZone(name, years: 2016...2027, zones).write(to: &lines)
        let object = try CalendarObject(lines.lines.map { $0 + "\r\n" }.joined())
        let start = try #require(CivilDate(year: 2016, month: 1, day: 1)).dayNumber * 1440
        let end = try #require(CivilDate(year: 2028, month: 1, day: 1)).dayNumber * 1440
        // A prime of minutes, some two days, meets each hour of each day in time.
        var wrong: [Int] = []
        for instant in stride(from: start, to: end, by: 2_939)
        where offset(object.root, at: instant) != zones.offset(of: name, at: instant) {
            wrong.append(instant)
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3)) of \(wrong.count)")
    }

    @Test func `a rule of the clocks goes on beyond the years that were looked at`() throws {
        let zones = SystemZones()
        var lines = ICalendarLines()
        ICalendarZone("Europe/Berlin", years: 2026...2026, zones).write(to: &lines)
        let object = try CalendarObject(lines.lines.map { $0 + "\r\n" }.joined())
        let rules = object.root.components.compactMap { $0.value("RRULE") }
        #expect(
            Set(rules) == ["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"])
        let summer = try #require(CivilDate(year: 2045, month: 7, day: 1)).dayNumber * 1440
        #expect(offset(object.root, at: summer) == 120)
    }
}
