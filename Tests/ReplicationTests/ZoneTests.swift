import Foundation
import ReleaseModel
import Replication
import Testing

/// The civil times of the system's database, against vectors and against the files themselves.
struct ZoneTests {
    private let zones = SystemZones()

    /// Zone, wall time, its instant in UTC, and what the wall shows then.
    ///
    /// Made by another implementation (Python's zoneinfo, fold 0). They hold gaps, folds, changes of half
    /// an hour and of two hours, a day that was left out, and years far beyond the tables.
    private static let vectors = """
        Europe/Prague 2026-03-29T01:59 2026-03-29T00:59 2026-03-29T01:59
        Europe/Prague 2026-03-29T02:00 2026-03-29T01:00 2026-03-29T03:00
        Europe/Prague 2026-03-29T02:30 2026-03-29T01:30 2026-03-29T03:30
        Europe/Prague 2026-03-29T03:00 2026-03-29T01:00 2026-03-29T03:00
        Europe/Prague 2026-10-25T01:59 2026-10-24T23:59 2026-10-25T01:59
        Europe/Prague 2026-10-25T02:00 2026-10-25T00:00 2026-10-25T02:00
        Europe/Prague 2026-10-25T02:59 2026-10-25T00:59 2026-10-25T02:59
        Europe/Prague 2026-10-25T03:00 2026-10-25T02:00 2026-10-25T03:00
        America/New_York 2026-03-08T02:30 2026-03-08T07:30 2026-03-08T03:30
        America/New_York 2026-11-01T01:30 2026-11-01T05:30 2026-11-01T01:30
        America/New_York 2026-11-01T02:00 2026-11-01T07:00 2026-11-01T02:00
        Australia/Lord_Howe 2026-10-04T02:15 2026-10-03T15:45 2026-10-04T02:45
        Australia/Lord_Howe 2026-04-05T01:45 2026-04-04T14:45 2026-04-05T01:45
        Australia/Lord_Howe 2026-04-05T02:00 2026-04-04T15:30 2026-04-05T02:00
        Antarctica/Troll 2026-03-29T02:30 2026-03-29T02:30 2026-03-29T04:30
        Antarctica/Troll 2026-10-25T02:30 2026-10-25T00:30 2026-10-25T02:30
        America/Santiago 2026-09-06T00:30 2026-09-06T04:30 2026-09-06T01:30
        America/Santiago 2026-04-04T23:30 2026-04-05T02:30 2026-04-04T23:30
        Pacific/Apia 2011-12-29T23:59 2011-12-30T09:59 2011-12-29T23:59
        Pacific/Apia 2011-12-30T12:00 2011-12-30T22:00 2011-12-31T12:00
        Pacific/Apia 2011-12-31T00:00 2011-12-30T10:00 2011-12-31T00:00
        Pacific/Kiritimati 2026-01-01T00:00 2025-12-31T10:00 2026-01-01T00:00
        Asia/Kathmandu 2026-06-01T12:00 2026-06-01T06:15 2026-06-01T12:00
        America/St_Johns 2026-03-08T02:30 2026-03-08T06:00 2026-03-08T03:30
        Europe/Dublin 2026-10-25T01:30 2026-10-25T00:30 2026-10-25T01:30
        Asia/Pyongyang 2018-05-04T23:45 2018-05-04T15:15 2018-05-05T00:15
        America/Recife 1999-11-01T12:00 1999-11-01T14:00 1999-11-01T12:00
        America/Recife 2026-12-21T09:00 2026-12-21T12:00 2026-12-21T09:00
        Asia/Tokyo 2026-12-21T09:00 2026-12-21T00:00 2026-12-21T09:00
        Europe/Prague 1975-07-01T12:00 1975-07-01T11:00 1975-07-01T12:00
        Europe/Prague 1979-04-01T02:30 1979-04-01T01:30 1979-04-01T03:30
        Europe/Prague 2100-03-28T02:30 2100-03-28T01:30 2100-03-28T03:30
        Europe/Prague 2100-10-31T02:30 2100-10-31T00:30 2100-10-31T02:30
        America/New_York 2150-03-08T02:30 2150-03-08T07:30 2150-03-08T03:30
        America/New_York 2150-07-01T12:00 2150-07-01T16:00 2150-07-01T12:00
        Europe/Prague 2399-07-01T12:00 2399-07-01T10:00 2399-07-01T12:00
        Asia/Tokyo 9999-12-31T23:59 9999-12-31T14:59 9999-12-31T23:59
        """.split(separator: "\n").map(String.init)

    @Test(arguments: Self.vectors)
    func `wall times have the instants that others find`(vector: String) throws {
        let parts = vector.split(separator: " ").map(String.init)
        let zone = parts[0]
        let wall = try #require(CivilDateTime(parts[1]))
        let instant = try #require(zones.instant(of: wall, in: zone))
        #expect(CivilDateTime(minuteNumber: instant)?.description == parts[2])
        #expect(zones.local(of: instant, in: zone)?.description == parts[3])
        #expect(zones.isSkipped(wall, in: zone) == (parts[1] != parts[3]))
    }

    @Test(arguments: [
        "Europe/Prague", "America/New_York", "America/Recife", "America/Sao_Paulo",
        "America/Santiago", "America/St_Johns", "Asia/Tokyo", "Asia/Kathmandu", "Asia/Tehran",
        "Asia/Beirut", "Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Apia",
        "Pacific/Auckland", "Pacific/Kiritimati", "Europe/Dublin", "Africa/Cairo",
    ])
    func `every clock change since 1970 is read as the zone's file has it`(zone: String) throws {
        guard let file = ZoneFile(zone) else {
            print("skipped: there is no /usr/share/zoneinfo/\(zone) here")
            return
        }
        #expect(file.changes.isEmpty == (zone == "Asia/Tokyo"))
        for change in file.changes {
            for minute in [change - 1, change, change + 1, change + 10_000] {
                #expect(zones.offset(of: zone, at: minute) == file.offset(at: minute))
            }
            for offset in [file.offset(at: change - 1), file.offset(at: change)] {
                for step in -12...12 {
                    let wall = change + offset + step * 15
                    let local = try #require(CivilDateTime(minuteNumber: wall))
                    #expect(
                        zones.instant(of: local, in: zone) == file.instant(of: wall), "\(local)")
                }
            }
        }
    }
}
