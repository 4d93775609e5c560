import Foundation
import ReleaseModel
import Replication
import Testing

@testable import Commands

/// The workspace as it was.
@Suite struct PastTests {
    private static let day: UInt64 = 86_400_000

    /// A desk whose clock a test sets.
    private static func desk() throws -> Desk {
        let desk = try #require(try Town("tokyo").desks.first)
        desk.environment.zone = "UTC"
        return desk
    }

    private static func pass(_ days: Int, _ desk: Desk) {
        let now = desk.environment.clock() + UInt64(days) * day
        desk.environment.clock = { now }
    }

    @Test func `lists and things are read as they were`() throws {
        let desk = try Self.desk()
        Self.pass(0, desk)
        let first = try desk.write("add \"Pay by card\" priority:low")
        let change = try #require(try desk.rows("log --limit 1").first?["change"] as? String)
        Self.pass(2, desk)
        try desk.write("set \(first) title:\"Pay by phone\" priority:high")
        let second = try desk.write("add \"Refund in one step\"")
        try desk.write("done \(first)")
        Self.pass(1, desk)
        #expect(try desk.column("id", of: "ls") == [second])
        #expect(try desk.column("title", of: "at 2d ls") == ["Pay by card"])
        #expect(try desk.column("priority", of: "at \(change) ls") == ["low"])
        let page = desk.rail("at 2d show \(first)").output
        #expect(page.hasPrefix("as it was at "))
        #expect(page.contains("Pay by card") && !page.contains("Pay by phone"))
        #expect(desk.rail("at 2d show \(second)").status == .absent)
        let envelope = try Desk.json(desk.rail("at 2d ls --json").output)
        #expect((envelope["asOf"] as? [String: Any])?["past"] != nil)
        #expect(try desk.column("id", of: "at 30d ls").isEmpty)
        // The present is as it was before the question.
        #expect(try desk.column("id", of: "ls") == [second])
    }

    @Test func `a change counts with all that its author had, and no more`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        let item = try tokyo.write("add \"Pay by card\"")
        try town.meet()
        try tokyo.write("add \"Only in Tokyo then\"")
        try recife.write("set \(item) priority:high")
        let change = try #require(try recife.rows("log --limit 1").first?["change"] as? String)
        try town.meet()
        #expect(try tokyo.column("title", of: "at \(change) ls") == ["Pay by card"])
        #expect(try tokyo.column("priority", of: "at \(change) ls") == ["high"])
    }

    @Test func `nothing of a question stays behind`() throws {
        let desk = try Self.desk()
        let folder = desk.environment.currentDirectory + "/temporary"
        desk.environment.variables["TMPDIR"] = folder
        try desk.write("add \"Pay by card\"")
        #expect(desk.rail("at today ls").status == .yes)
        #expect(desk.rail("at today show nonesuch").status == .absent)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test(arguments: [
        ("at", ExitStatus.usage, "at"), ("at yesterday", .usage, "rail at yesterday ls"),
        ("at yesterday add Something", .usage, "cannot be asked of the past"),
        ("at yesterday set 7f3k priority:low", .usage, "cannot be asked of the past"),
        ("at yesterday nonesuch", .usage, "There is no `rail nonesuch`"),
        ("at yesterday team", .usage, "cannot be asked of the past"),
        ("at yesterday at yesterday ls", .usage, "cannot be asked of the past"),
        ("at tomorrow ls", .usage, "lies ahead"), ("at 2026-13-01 ls", .usage, "12 months"),
        ("at abcd1234@7 ls", .absent, "There is no change"),
        ("at yesterday ls nonesuch:1", .usage, "no field"),
        ("at '\u{1b}[2J' ls", .usage, "is no date"),
    ])
    func `clumsy words get one clear line`(
        _ line: String, _ status: Commands.ExitStatus, _ said: String
    ) throws {
        let desk = try Self.desk()
        let answer = desk.rail(line)
        #expect(answer.status == status, "\(answer.output)\(answer.errors)")
        #expect(answer.errors.contains(said), "\(answer.errors)")
        #expect(!answer.errors.contains("\u{1b}"))
    }

    @Test(arguments: [
        ("2h", "2026-11-23T10:00", "2026-11-23T10:00"),
        ("30min", "2026-11-23T11:30", "2026-11-23T11:30"),
        ("3d", "2026-11-20T00:00", "2026-11-20T23:59"),
        ("yesterday", "2026-11-22T00:00", "2026-11-22T23:59"),
        ("fri", "2026-11-20T00:00", "2026-11-20T23:59"),
        ("last-fri", "2026-11-20T00:00", "2026-11-20T23:59"),
        ("mon", "2026-11-16T00:00", "2026-11-16T23:59"),
        ("9:05", "2026-11-23T09:05", "2026-11-23T09:05"),
        ("yesterday 16:00", "2026-11-22T16:00", "2026-11-22T16:00"),
        ("2026-11-12T16:00@Asia/Tokyo", "2026-11-12T07:00", "2026-11-12T07:00"),
        ("today", "2026-11-23T00:00", "2026-11-23T23:59"),
    ])
    func `a point in the past is typed as people say it`(
        _ text: String, _ start: String, _ end: String
    ) throws {
        let desk = try Self.desk()
        // Monday, 23 November 2026, noon.
        desk.environment.clock = { 1_795_435_200_000 }
        let point = try PastPoint(text, desk.environment)
        let shown = { (milliseconds: UInt64) in
            desk.environment.zones.local(of: Int(milliseconds / 60_000), in: "UTC")?.description
        }
        #expect(shown(point.start) == start)
        #expect(shown(point.end) == end)
    }

    @Test func `ls --diff lists what is new, changed and closed since, with what differs`() throws {
        let desk = try Self.desk()
        Self.pass(0, desk)
        let kept = try desk.write("add \"Pay by card\" priority:low")
        let still = try desk.write("add \"Nothing happens here\"")
        Self.pass(2, desk)
        try desk.write("set \(kept) priority:high")
        try desk.write("set \(kept) priority:urgent +ios")
        let new = try desk.write("add \"Refund in one step\"")
        try desk.write("done \(new)")
        let rows = try desk.rows("ls --diff yesterday")
        #expect(!rows.contains { $0["id"] as? String == still })
        let changed = try #require(rows.first { $0["id"] as? String == kept })
        #expect(changed["change"] as? String == "changed")
        let field = try #require((changed["fields"] as? [[String: Any]])?.first)
        #expect(field["old"] as? String == "low")
        #expect(field["new"] as? String == "urgent")
        #expect(rows.first { $0["id"] as? String == new }?["change"] as? String == "closed")
        #expect(try desk.column("id", of: "ls --diff yesterday card") == [kept])
        #expect(try desk.rows("ls --diff 3d").count == 3)
        #expect(try desk.rows("log --since yesterday").count == 4)
        #expect(desk.rail("ls --diff 0min").status == .yes)
    }
}
