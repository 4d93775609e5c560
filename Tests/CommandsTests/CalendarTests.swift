import Foundation
import Replication
import Testing

@testable import Commands

/// One calendar of everything that has a date, as other zones read it too.
@Suite struct CalendarTests {
    private let town: Town
    private var prague: Desk { town.desks[0] }

    init() throws {
        town = try Town("prague")
        prague.environment.zone = "Europe/Prague"
        for line in Self.plan.split(separator: "\n") { try prague.write(String(line)) }
    }

    private static let plan = """
        train new 'Winter release of everything there is' departure:2027-01-15T18:00@Asia/Tokyo
        service new 'A service with quite a long name'
        release new 2.7.0 window:2026-12-21T20:00..2026-12-22T01:30@America/Recife \
        service:'A service with quite a long name'
        freeze new 'Year end' window:2026-12-21..2027-01-03@Europe/Prague
        milestone new 'Candidate of the winter train' when:2026-12-10
        series new Stand-up first:2026-12-01T00:30..2026-12-01T00:45@Asia/Tokyo \
        rule:'FREQ=WEEKLY;BYDAY=TU'
        series new Edge first:2027-01-01T00:30..2027-01-01T01:00@Pacific/Kiritimati
        """

    private func occurrences(_ marks: [[String: Any]]) -> [String] {
        marks.filter { ($0["title"] as? String) == "Stand-up" }
            .compactMap { $0["occurrence"] as? String }
    }

    @Test func `a month in three zones fits eighty columns and loses nothing that matters`() throws
    {
        let zones = "--tz Europe/Prague --tz Asia/Tokyo --tz America/Recife"
        let page = prague.rail("cal month 2026-12 \(zones)", width: 80).output
        for line in page.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        for part in [
            "12-22 Tue  00:00-05:30  08:00  Mon 20:00", "blocked by a freeze", "to 01-03", "53 R-2",
        ] {
            #expect(
                page.split(separator: "\n").contains { line in
                    line.split(separator: " ").joined(separator: " ").contains(
                        part.split(separator: " ").joined(separator: " "))
                }, "\(part) in\n\(page)")
        }
    }

    @Test func `weeks count down to a departure beyond the month`() throws {
        let page = prague.rail("cal month 2026-12").output
        #expect(page.contains("49 R-6"))
        #expect(page.contains("53 R-2"))
    }

    @Test func `what lies over the edge of a month in its own zone is not missed`() throws {
        let december = try prague.rows("cal month 2026-12 --tz Pacific/Pago_Pago")
        #expect(december.contains { ($0["title"] as? String) == "Edge" })
        let own = try prague.rows("cal month 2026-12 --tz Pacific/Kiritimati")
        #expect(!own.contains { ($0["title"] as? String) == "Edge" })
        let november = try prague.rows("cal month 2026-11 --tz America/Recife")
        #expect(occurrences(november) == ["2026-12-01"])
    }

    @Test func `one occurrence is moved, skipped, taken away and restored`() throws {
        let days = { try occurrences(prague.rows("cal month 2026-12 --tz Asia/Tokyo")) }
        #expect(
            try days() == ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22", "2026-12-29"])
        for line in [
            "series reschedule Stand-up 2026-12-08 2027-02-01T09:00..2027-02-01T09:15",
            "series skip Stand-up 2026-12-15", "series skip Stand-up 2026-12-22",
        ] {
            let answer = prague.rail(line)
            #expect(answer.status == .yes, "\(line): \(answer.errors)")
        }
        #expect(try days() == ["2026-12-01", "2026-12-15", "2026-12-22", "2026-12-29"])
        let marks = try prague.rows("cal month 2026-12 --tz Asia/Tokyo")
        let skipped = try #require(marks.first { ($0["occurrence"] as? String) == "2026-12-22" })
        #expect(skipped["note"] as? String == "cancelled")
        let entry = try #require(skipped["id"] as? String)
        prague.rail("entry archive \(entry)")
        #expect(try days() == ["2026-12-01", "2026-12-15", "2026-12-29"])
        prague.rail("series restore Stand-up 2026-12-22")
        prague.rail("series restore Stand-up 2026-12-08")
        #expect(
            try days() == ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22", "2026-12-29"])
        let february = try prague.rows("cal month 2027-02 --tz Asia/Tokyo")
        #expect(occurrences(february).first == "2027-02-02")
        let wrong = prague.rail("series skip Stand-up 2026-12-16")
        #expect(wrong.status == .absent)
        #expect(wrong.errors.contains("2026-12-15 and on 2026-12-22"))
    }

    @Test func `every id of the agenda is one that another command takes`() throws {
        prague.rail("series skip Stand-up 2026-12-15")
        let marks = try prague.rows("cal agenda --from 2026-12-01 --days 60")
        #expect(Set(marks.compactMap { $0["kind"] as? String }).count == 5)
        for mark in marks {
            let id = try #require(mark["id"] as? String)
            let kind = mark["kind"] as? String ?? ""
            let isPlain = mark["series"] is String && mark["note"] as? String == ""
            let noun = isPlain ? "series" : kind == "departure" ? "train" : kind
            let answer = prague.rail("\(noun) show \(id)")
            #expect(answer.status == .yes, "\(noun) \(id): \(answer.errors)")
        }
    }
}
