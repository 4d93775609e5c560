import Testing

@testable import Commands

/// Who wrote what of a thing, and what it replaced.
@Suite struct BlameTests {
    private static func row(
        _ field: String, _ line: String, _ desk: Desk
    ) throws -> [String: Any] {
        try #require(try desk.rows(line).first { $0["field"] as? String == field })
    }

    @Test func `each field names who wrote it, in which change, and what stood there`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        let item = try tokyo.write("add \"Pay by card\" priority:low +ios")
        try town.meet()
        try recife.write("set \(item) priority:high")
        try recife.write("start \(item)")
        try town.meet()
        try tokyo.write("comment \(item) \"Waiting for legal\"")

        let priority = try Self.row("priority", "blame \(item)", tokyo)
        #expect(priority["value"] as? String == "high")
        #expect(priority["before"] as? String == "low")
        #expect(priority["by"] as? String == "recife")
        #expect(priority["here"] as? Bool == false)
        let state = try Self.row("state", "blame \(item)", tokyo)
        #expect(state["before"] as? String == "inbox")
        let title = try Self.row("title", "blame \(item)", tokyo)
        #expect(title["by"] as? String == "tokyo")
        #expect(title["here"] as? Bool == true)
        let change = try #require(priority["change"] as? String)
        #expect(tokyo.rail("op show \(change)").output.contains("- low"))
        let comment = try Self.row("comments", "blame \(item) comments", tokyo)
        #expect(comment["value"] as? String == "Waiting for legal")
        #expect(comment["sent"] as? Bool == false)
    }

    @Test func `rivals have a line each, one of them in force, and their card is named`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        let teams = try ["Nova", "Vega"].map { try tokyo.write("team new \($0)") }
        let item = try tokyo.write("add \"Pay by card\"")
        try town.meet()
        try tokyo.write("set \(item) team:\(teams[0])")
        try recife.write("set \(item) team:\(teams[1])")
        try town.meet()
        let rows = try tokyo.rows("blame \(item) team")
        #expect(Set(rows.compactMap { $0["value"] as? String }) == ["Nova", "Vega"])
        #expect(rows.allSatisfy { $0["contested"] as? Bool == true })
        #expect(rows.filter { $0["inForce"] as? Bool == true }.count == 1)
        let text = tokyo.rail("blame \(item)").output
        #expect(text.contains("in force") && text.contains("rival"))
        #expect(text.contains("team is contested: rail conflicts show "))
    }

    @Test(arguments: [
        ("blame", ExitStatus.usage, "ID|id"), ("blame nonesuch", .absent, "There is no thing"),
        ("blame $1 titel", .usage, "Did you mean title?"),
        ("blame $1 zzz", .usage, "Fields: title"),
        ("blame $1 --csv --json", .usage, "do not go together"),
        ("history", .usage, "id"), ("history nonesuch", .absent, "There is no thing"),
        ("history $1 --since never", .usage, "is no date"),
        ("history $1 --since 3000-01-01", .usage, "lies ahead"),
        ("op log --limit 0", .usage, "--limit is a number above 0"),
        ("op show", .usage, "change"), ("op show zzzz@1", .absent, "There is no change"),
        ("op show ' '", .absent, "There is no change"), ("op lgo", .usage, "op log"),
        ("log --since ''", .usage, "is no date"), ("log --limit 0", .usage, "above 0"),
        ("ls --diff 99999999999999999999h", .usage, "is no date"),
        ("ls --diff -- yesterday", .usage, "--diff"),
    ])
    func `clumsy words get one clear line`(
        _ line: String, _ status: Commands.ExitStatus, _ said: String
    )
        throws
    {
        let desk = try #require(try Town("tokyo").desks.first)
        let item = try desk.write("add \"Pay by card\"")
        let answer = desk.rail(line.replacing("$1", with: item))
        #expect(answer.status == status, "\(answer.errors)")
        #expect(
            said.split(separator: "|").contains { answer.errors.contains($0) }, "\(answer.errors)")
        #expect(answer.output.isEmpty)
    }
}
