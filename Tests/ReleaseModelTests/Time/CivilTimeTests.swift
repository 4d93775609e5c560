import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Days, minutes, zones and their printed forms.
struct CivilTimeTests {
    @Test func `days are numbered through four centuries without a gap`() throws {
        var number = try #require(CivilDate("1800-01-01")).dayNumber
        #expect(number == -62_091)
        for year in 1800..<2200 {
            for month in 1...12 {
                for day in 1...CivilDate.days(inMonth: month, of: year) {
                    let date = try #require(CivilDate(year: year, month: month, day: day))
                    guard date.dayNumber == number, CivilDate(dayNumber: number) == date else {
                        Issue.record("\(date) is numbered \(date.dayNumber), not \(number)")
                        return
                    }
                    number += 1
                }
            }
        }
        #expect(number == CivilDate("2200-01-01")?.dayNumber)
    }

    @Test(arguments: [
        ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-11-23", 20_780, 1),
        ("1969-12-31", -1, 3), ("1900-03-01", -25_508, 4),
    ])
    func `known days`(text: String, number: Int, weekday: Int) throws {
        let date = try #require(CivilDate(text))
        #expect(date.dayNumber == number)
        #expect(date.weekday == weekday)
        #expect(date.description == text)
    }

    @Test(arguments: [
        "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01",
        "2026-1-1", "26-01-01", "2026-01-01 ", "", "-", "2026--1-1", "２０２６-01-01", "+026-01-01",
        "99999-01-01",
    ])
    func `days that do not exist are nil`(text: String) {
        #expect(CivilDate(text) == nil)
        #expect(Moment(text) == nil)
    }

    @Test func `the ends of the calendar are refused, not overflowed`() throws {
        let last = try #require(CivilDate("9999-12-31"))
        #expect(last.adding(days: 1) == nil)
        #expect(last.adding(months: 1) == nil)
        #expect(CivilDate("0001-01-01")?.adding(days: -1) == nil)
        #expect(CivilDate(dayNumber: .max) == nil)
        #expect(CivilDateTime("2026-11-12T24:00") == nil)
        #expect(CivilDateTime("2026-11-12T23:60") == nil)
    }

    @Test func `minutes before 1970 and after read back`() throws {
        for minute in [-1, 0, 1, -1440, -1441, 29_000_000] {
            let local = try #require(CivilDateTime(minuteNumber: minute))
            #expect(local.minuteNumber == minute)
            #expect(CivilDateTime(local.description) == local)
        }
    }

    @Test func `a skipped time takes the offset before the change, a repeated one is the first`()
        throws
    {
        let zones = TestZones.all
        let zone = TestZones.shifting
        let instant = { (text: String) in
            CivilDateTime(text).flatMap { zones.instant(of: $0, in: zone) }
        }
        #expect(instant("2026-03-29T01:59") == TestZones.spring - 1)
        #expect(instant("2026-03-29T02:30") == TestZones.spring + 30)
        #expect(instant("2026-03-29T03:00") == TestZones.spring)
        #expect(instant("2026-10-25T02:30") == TestZones.autumn - 30)
        #expect(instant("2026-10-25T03:00") == TestZones.autumn + 60)
        #expect(zones.isSkipped(try #require(CivilDateTime("2026-03-29T02:30")), in: zone))
        #expect(!zones.isSkipped(try #require(CivilDateTime("2026-10-25T02:30")), in: zone))
        #expect(
            instant("2026-07-01T12:00").flatMap { zones.local(of: $0, in: zone) }
                == CivilDateTime("2026-07-01T12:00"))
        #expect(
            zones.instant(of: try #require(CivilDateTime(minuteNumber: 0)), in: "No/Where") == nil)
    }

    @Test(arguments: [
        "2026-11-12T16:00@Europe/Prague", "2026-11-12", "2026-11-12@anywhere",
        "2026-11-12@Asia/Tokyo",
    ])
    func `points read back as they are written`(text: String) throws {
        let moment = try #require(Moment(text))
        #expect(moment.text == text)
        #expect(Moment(moment.value) == moment)
    }

    @Test(arguments: [
        "2026-11-12T16:00..2026-11-12T17:00@Europe/Prague", "2026-11-12..2026-11-14",
        "2026-11-12..2026-11-14@anywhere", "2026-11-12",
    ])
    func `windows read back as they are written`(text: String) throws {
        let window = try #require(Window(text))
        #expect(window.text == text)
        #expect(Window(window.value) == window)
    }

    @Test(arguments: [
        "2026-11-14..2026-11-12", "2026-11-12..2026-11-12T10:00", "..", "2026-11-12..",
        "2026-11-12..2026-11-13..2026-11-14", "2026-11-12T16:00..2026-11-12T17:00",
    ])
    func `windows that make no sense are nil`(text: String) {
        #expect(Window(text) == nil)
    }

    @Test func `a day without a reader is the whole time that it is that day anywhere`() throws {
        let zones = TestZones.all
        let day = try #require(Moment("2026-11-12"))
        let start = try #require(day.start(zones, reader: nil))
        let end = try #require(day.end(zones, reader: nil))
        #expect(end - start == 24 * 60 + 26 * 60)
        for zone in ["Asia/Tokyo", "America/Recife", "UTC"] {
            #expect(try #require(day.start(zones, reader: zone)) >= start)
            #expect(try #require(day.end(zones, reader: zone)) <= end)
        }
    }
}
