import Replication
import Testing

@testable import Commands

/// What programs read: one envelope, on every command, for answers and errors alike.
@Suite struct AnswerTests {
    static let lines = [
        "whoami --paths", "status --digest", "doctor", "doctor --rebuild", "ls", "show $1", "log",
        "dup", "team list", "team show Nova", "cal month 2026-12", "cal agenda", "conflicts",
        "requests", "sql \"SELECT id FROM item\"", "add Again", "set $1 priority:low", "undo",
        "edit $1", "archive $1", "workspace list", "edge list", "item list", "next", "ready",
        "blocked", "blocking", "mine", "why $1", "search pay",
    ]

    @Test(arguments: lines)
    func `--json answers with one envelope`(_ line: String) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        desk.environment.variables["EDITOR"] = "true"
        let item = try desk.write("add \"Pay by card\"")
        try desk.write("team new Nova")
        let answer = desk.rail(line.replacing("$1", with: item) + " --json")
        #expect(answer.status == .yes, "\(answer.errors)")
        #expect(answer.lines.count == 1)
        let envelope = try Desk.json(answer.output)
        #expect((envelope["schema"] as? String)?.hasPrefix("rail.") == true)
        #expect((envelope["schema"] as? String)?.hasSuffix("/1") == true)
        #expect(envelope["data"] != nil)
        #expect(envelope["problems"] is [Any])
    }

    @Test(arguments: [
        ("show zzzz", "not-found", 5), ("ad \"Pay\"", "unknown-command", 2),
        ("set $1 stat:ready", "unknown-field", 2), ("add", "no-title", 2),
        ("train resume winter", "asked", 75), ("leave", "unconfirmed", 2), ("move $1", "usage", 2),
        ("link $1 blocks $1", "invalid", 2), ("sync", "no-hub", 1),
    ])
    func `an error is JSON on standard error, with its code and status`(
        _ line: String, _ code: String, _ status: Int
    ) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let item = try desk.write("add \"Pay by card\"")
        try desk.write("train new winter")
        try desk.write("train hold winter")
        let answer = desk.rail(line.replacing("$1", with: item) + " --json")
        #expect(answer.output.isEmpty)
        let error = try Desk.json(answer.errors)
        #expect(error["code"] as? String == code)
        #expect(error["status"] as? Int == status)
        #expect(answer.status?.rawValue == Int32(status))
    }

    @Test(arguments: [
        ("tram hold winter", "`rail team` or `rail train`"),
        ("train hodl winter", "`rail train hold`"),
        ("conflicts shw 4k2m", "`rail conflicts show`"), ("coment", "`rail comment`"),
    ])
    func `a misspelt command is refused with the one that is meant`(
        _ line: String, _ meant: String
    ) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let answer = desk.rail(line)
        #expect(answer.status == .usage)
        #expect(answer.errors.contains(meant), "\(answer.errors)")
    }

    @Test func `leaving says what is lost, then takes the workspace away`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("add \"Pay by card\"")
        #expect(desk.rail("leave").output.contains("would be lost"))
        let answer = desk.rail("leave --yes --json")
        #expect(answer.status == .yes)
        let data = try Desk.json(answer.output)["data"] as? [String: Any]
        #expect(data?["removed"] as? Bool == true)
        #expect(desk.rail("ls").status == .absent)
    }
}
