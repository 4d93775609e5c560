import Testing

@testable import Commands

/// How much of a list is shown, and what is said of the rest.
@Suite struct ListLimitTests {
    private static func desk(_ count: Int) throws -> Desk {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.importItems(["title"], (0..<count).map { ["Item \($0 + 1)"] })
        return desk
    }

    @Test(arguments: ["ls", "ls --all", "ls state:inbox", "ls 'item or nothing'", "ready"])
    func `a page is the beginning of the whole list and says how much is left`(
        _ list: String
    ) throws {
        let desk = try Self.desk(5)
        let all = try desk.column("id", of: list)
        #expect(all.count == 5)
        for limit in 1...4 {
            let answer = desk.rail("\(list) --limit \(limit)")
            #expect(answer.lines.count == limit + 2)
            #expect(
                answer.lines.last == "\(limit) of 5; words narrow the list, --limit 5 shows all")
            #expect(
                try desk.column("id", of: "\(list) --limit \(limit)") == Array(all.prefix(limit)))
        }
        for limit in [5, 6, Int.max] {
            let answer = desk.rail("\(list) --limit \(limit)")
            #expect(answer.lines.count == 6)
            let data = try Desk.json(desk.rail("\(list) --limit \(limit) --json").output)
            #expect((data["problems"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func `for programs a page that is cut has a problem that says so`() throws {
        let answer = try Desk.json(try Self.desk(3).rail("ls --limit 2 --json").output)
        let problems = try #require(answer["problems"] as? [[String: Any]])
        #expect(problems.compactMap { $0["code"] as? String } == ["list-cut"])
    }

    @Test func `a terminal shows two hundred lines, everything else gets all`() throws {
        let desk = try Self.desk(ListLimit.terminalRows + 1)
        #expect(desk.rail("ls").lines.count == 202)
        #expect(desk.rail("ls", isWatched: true).lines.last?.hasPrefix("200 of 201;") == true)
        #expect(desk.rail("ls --ndjson", isWatched: true).lines.count == 201)
        #expect(desk.rail("ls --limit 201", isWatched: true).lines.count == 202)
    }

    @Test func `things of other kinds are listed alike`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        for name in ["Nova", "Orbit", "Pulsar"] { try desk.write("team new \(name)") }
        #expect(try desk.column("name", of: "team list --limit 2") == ["Nova", "Orbit"])
        #expect(desk.rail("team list --limit 2").lines.last?.hasPrefix("2 of 3;") == true)
    }

    @Test(arguments: ["0", "-1", "x", "1.5", "99999999999999999999", "''"])
    func `a limit that is none is refused`(_ limit: String) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        for list in ["ls", "ready", "team list"] {
            let answer = desk.rail("\(list) --limit=\(limit)")
            #expect(answer.status == .usage, "\(list)")
            #expect(answer.errors.contains("--limit"))
            #expect(answer.output.isEmpty)
        }
    }
}
