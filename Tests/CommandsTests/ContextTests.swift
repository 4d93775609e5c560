import Foundation
import Replication
import Testing

@testable import Commands

/// Filters with a name: contexts for oneself, views for everybody.
@Suite struct ContextTests {
    private static func desk() throws -> Desk {
        let desk = try #require(try Town("tokyo").desks.first)
        let folder = desk.environment.currentDirectory + "/configuration"
        desk.environment.variables["XDG_CONFIG_HOME"] = folder
        try desk.write("team new Nova")
        try desk.write("add \"Pay by card\" team:Nova +ios")
        try desk.write("add \"Refund\" +web")
        return desk
    }

    @Test func `a context narrows every list of items, and the answer says so`() throws {
        let desk = try Self.desk()
        #expect(desk.rail("context def mobile '+ios or +android'").status == .yes)
        #expect(try desk.rows("ls").count == 2)
        #expect(desk.rail("context use mobile").output.contains("rail context none"))
        for list in ["ls", "next", "ready", "item list"] {
            let text = desk.rail(list).output
            #expect(text.hasPrefix("context mobile: +ios or +android\n"), "\(list)")
            #expect(text.contains("Pay by card") && !text.contains("Refund"), "\(list)")
            #expect(try desk.rows(list).count == 1, "\(list)")
        }
        // Words narrow it further; what is no list of items is whole.
        #expect(try desk.rows("ls card").count == 1)
        #expect(try desk.rows("ls Refund").isEmpty)
        #expect(try desk.rows("team list").count == 1)
        #expect(desk.rail("export csv").lines.count == 3)
        let envelope = try Desk.json(desk.rail("ls --json").output)
        let asOf = try #require(envelope["asOf"] as? [String: Any])
        #expect((asOf["context"] as? [String: Any])?["name"] as? String == "mobile")
        #expect(!desk.rail("ls --csv").output.contains("context"))
        #expect(desk.rail("context").output.contains("*  mobile"))
        #expect(desk.rail("context none").output == "left context mobile\n")
        #expect(try desk.rows("ls").count == 2)
    }

    @Test func `one that names a state shows that state`() throws {
        let desk = try Self.desk()
        let item = try #require(try desk.column("id", of: "ls Refund").first)
        try desk.write("done \(item)")
        #expect(desk.rail("context def finished state:done").status == .yes)
        #expect(desk.rail("context use finished").status == .yes)
        #expect(try desk.column("id", of: "ls") == [item])
    }

    @Test func `RAIL_CONTEXT counts for one command, and none where it is empty`() throws {
        let desk = try Self.desk()
        #expect(desk.rail("context def mobile +ios").status == .yes)
        #expect(desk.rail("context def web +web").status == .yes)
        #expect(desk.rail("context use mobile").status == .yes)
        desk.environment.variables["RAIL_CONTEXT"] = "web"
        #expect(try desk.column("title", of: "ls") == ["Refund"])
        desk.environment.variables["RAIL_CONTEXT"] = ""
        #expect(try desk.rows("ls").count == 2)
        desk.environment.variables["RAIL_CONTEXT"] = "wbe"
        let answer = desk.rail("ls")
        #expect(answer.status == .absent)
        #expect(answer.errors.contains("Did you mean web?"))
    }

    @Test func `one that cannot be read any more says how to leave it`() throws {
        let desk = try Self.desk()
        #expect(desk.rail("context def nova team:Nova").status == .yes)
        #expect(desk.rail("context use nova").status == .yes)
        try desk.write("team rename Nova Vega")
        let answer = desk.rail("ls")
        #expect(answer.status == .absent)
        #expect(answer.errors.contains("rail context none"))
        #expect(desk.rail("context forget nova").status == .yes)
        #expect(try desk.rows("ls").count == 2)
    }

    @Test(arguments: [
        ("context use nonesuch", ExitStatus.absent, "There is no context"),
        ("context use moblie", .absent, "Did you mean mobile?"),
        ("context def", .usage, "name"), ("context def x", .usage, "would narrow nothing"),
        ("context def none +ios", .usage, "no name for a context"),
        ("context def 'a = b' +ios", .usage, "no name for a context"),
        ("context def x nonesuch:1", .usage, "no field"), ("context def x '('", .usage, "("),
        ("context forget nonesuch", .absent, "There is no context"),
        ("context sue mobile", .usage, "use"),
        ("view", .usage, "name"), ("view nonesuch", .absent, "There is no view"),
        ("view moblie", .absent, "Did you mean mobile?"),
        ("view def x", .usage, "would show everything"),
        ("view def list +ios", .usage, "no name for a view"),
        ("view def x nonesuch:1", .usage, "no field"), ("view def '' +ios", .usage, "no name"),
    ])
    func `clumsy words get one clear line`(
        _ line: String, _ status: Commands.ExitStatus, _ said: String
    ) throws {
        let desk = try Self.desk()
        #expect(desk.rail("context def mobile +ios").status == .yes)
        #expect(desk.rail("view def mobile +ios").status == .yes)
        let answer = desk.rail(line)
        #expect(answer.status == status, "\(answer.output)\(answer.errors)")
        #expect(answer.errors.contains(said), "\(answer.errors)")
    }

    @Test func `a view is shared, and is asked for by its name`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        try tokyo.write("add \"Pay by card\" +ios priority:high")
        try tokyo.write("add \"Refund\" +web")
        let id = try tokyo.write("view def mobile '+ios or +android'")
        try town.meet()
        #expect(try recife.column("title", of: "view mobile") == ["Pay by card"])
        #expect(recife.rail("view mobile").output.hasPrefix("view mobile: +ios or +android\n"))
        #expect(try recife.rows("view mobile priority:low").isEmpty)
        #expect(try recife.rows("view run mobile priority:high").count == 1)
        #expect(try recife.write("view def mobile +web") == id)
        #expect(try recife.column("title", of: "view mobile") == ["Refund"])
        #expect(try recife.column("name", of: "view list") == ["mobile"])
        #expect(recife.rail("undo").status == .yes)
        #expect(try recife.column("title", of: "view mobile") == ["Pay by card"])
        try recife.write("view rename mobile handy")
        #expect(recife.rail("view mobile").status == .absent)
        let offered = recife.rail(["__complete", "fish", "--", "view", "ha"]).output
        #expect(offered == "handy\tview\n")
    }
}
