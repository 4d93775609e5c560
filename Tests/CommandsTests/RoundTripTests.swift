import Causality
import Foundation
import Lattice
import ReleaseModel
import Replication
import Testing

@testable import Commands

/// What `rail export jsonl` writes, `rail import` reads back into the same things.
@Suite struct RoundTripTests {
    /// Everything that is shown of the things of a workspace, but the workspace and its own person.
    private func shown(_ desk: Desk, without members: Set<EntityID>) throws -> [String] {
        try desk.replica().read { view in
            var lines: [String] = []
            let page = EntityPage(view)
            try view.forEach("SELECT id FROM entity ORDER BY id") { record in
                guard case .bytes(let bytes) = record["id"], let id = EntityID(bytes: bytes),
                    let document = try view.document(id), let kind = document.entityKind,
                    document.creation != nil, kind != .workspace, !members.contains(id)
                else { return }
                let archived = ArchiveClash.isArchived(document) ? "archived" : "live"
                lines.append("\(kind.name) \(Crockford.text(id)) \(archived)")
                lines += page.facts(of: document).map { "  \($0.name): \($0.values)" }
            }
            return lines
        }
    }

    /// Whoever founds a workspace of a test is the same member in all of them, and has a person in each.
    private func member(_ desk: Desk) throws -> EntityID {
        try desk.replica().read { view in
            let member = try view.member()
            return EntityID(high: member.high, low: member.low)
        }
    }

    /// Writes the answer of an export to a file; returns its path.
    private func export(_ desk: Desk, _ rest: String = "") throws -> String {
        let answer = desk.rail("export jsonl \(rest)")
        #expect(answer.status == .yes, "\(answer.errors)")
        let path = desk.environment.currentDirectory + "/export.jsonl"
        try answer.output.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func bring(_ path: String, to desk: Desk) throws -> [String: Any] {
        let answer = desk.rail(["import", path, "--json"])
        #expect(answer.status == .yes, "\(answer.errors)")
        return try Desk.json(answer.output)
    }

    @Test(arguments: 1...12) func `export and import into an empty workspace is the identity`(
        seed: UInt64
    ) throws {
        let origin = try #require(try Town("tokyo").desks.first)
        let copy = try #require(try Town("recife").desks.first)
        var random = RandomWorkspace(seed: seed)
        try random.fill(origin.replica(), things: 40)
        let path = try export(origin)
        let answer = try bring(path, to: copy)
        #expect((answer["problems"] as? [Any])?.isEmpty == true, "\(answer)")
        let own = try member(copy)
        #expect(try shown(copy, without: [own]) == shown(origin, without: [own]))
        // The lines are the same too, down to checks, origins and ranks.
        let first = origin.rail("export jsonl").lines.filter {
            !$0.contains("\"vector\"") && !$0.contains(Crockford.text(own))
        }
        let second = copy.rail("export jsonl").lines.filter {
            !$0.contains("\"vector\"") && !$0.contains(Crockford.text(own))
        }
        let isThing = { (line: String) in !line.hasPrefix("{\"kind\":\"workspace\"") }
        #expect(second.filter(isThing) == first.filter(isThing))
        // A second time nothing is written.
        let before = try copy.replica().read { try $0.vector() }
        let again = try #require(try bring(path, to: copy)["data"] as? [String: Any])
        #expect(again["created"] as? Int == 0)
        #expect(again["updated"] as? Int == 0)
        #expect(try copy.replica().read { try $0.vector() } == before)
    }

    @Test(arguments: 1...6) func `a delta since the last export brings a copy up to date`(
        seed: UInt64
    ) throws {
        let origin = try #require(try Town("tokyo").desks.first)
        let copy = try #require(try Town("recife").desks.first)
        var random = RandomWorkspace(seed: seed)
        try random.fill(origin.replica(), things: 20)
        let full = try export(origin)
        _ = try bring(full, to: copy)
        let head = try #require(
            String(contentsOfFile: full, encoding: .utf8).split(separator: "\n").first)
        let vector = try #require(try Desk.json(String(head))["vector"] as? String)
        try origin.write("add 'Something new' +ios")
        var later = RandomWorkspace(seed: seed &+ 1_000)
        try later.fill(origin.replica(), things: 6)
        let delta = try export(origin, "--since '\(vector)'")
        let lines = try String(contentsOfFile: delta, encoding: .utf8).split(separator: "\n")
        #expect(lines.count < origin.rail("export jsonl").lines.count)
        _ = try bring(delta, to: copy)
        let own = try member(copy)
        #expect(try shown(copy, without: [own]) == shown(origin, without: [own]))
    }

    @Test func `what was emptied is empty in a copy that follows`() throws {
        let origin = try #require(try Town("tokyo").desks.first)
        let copy = try #require(try Town("recife").desks.first)
        let item = try origin.write("add Pay due:2026-12-01 priority:high +ios +web")
        let other = try origin.write("add Sign")
        try origin.write("link \(other) blocks \(item)")
        _ = try bring(try export(origin), to: copy)
        let vector = try origin.replica().read { VectorText.text(try $0.vector()) }
        try origin.write("set \(item) due: priority: -ios -web")
        let answer = origin.rail("unlink \(other) blocks \(item)")
        #expect(answer.status == .yes, "\(answer.errors)")
        let delta = try export(origin, "--since '\(vector)'")
        let text = try String(contentsOfFile: delta, encoding: .utf8)
        #expect(text.contains("\"due\":null"))
        _ = try bring(delta, to: copy)
        let own = try member(copy)
        #expect(try shown(copy, without: [own]) == shown(origin, without: [own]))
        let row = try #require(try copy.rows("ls").first { $0["title"] as? String == "Pay" })
        #expect(row["due"] as? String ?? "" == "")
    }

    @Test func `since a time, a change and a vector mean the same where they are the same`() throws
    {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("add Before")
        let receipt = try Desk.json(desk.rail("add Between --json").output)
        let undo = try #require((receipt["data"] as? [String: Any])?["undo"] as? String)
        let vector = try desk.replica().read { VectorText.text(try $0.vector()) }
        let later = desk.environment.clock() + 120_000
        desk.environment.clock = { later }
        try desk.write("add After")
        func titles(_ since: String) throws -> [String] {
            try desk.rail(["export", "jsonl", "--since", since]).lines.dropFirst().map {
                try Desk.json($0)["title"] as? String ?? ""
            }
        }
        let name = try #require(undo.split(separator: " ").last)
        #expect(try titles(String(name)) == ["After"])
        #expect(try titles(vector) == ["After"])
        let local = try #require(desk.environment.now)
        #expect(try titles("\(local)") == ["After"])
        #expect(try titles("2000-01-01").count >= 3)
        #expect(desk.rail("export csv --since '\(vector)'").lines.count == 2)
        #expect(desk.rail("export md --since '\(vector)'").output.contains("After"))
        #expect(!desk.rail("export md --since '\(vector)'").output.contains("Before"))
    }

    @Test(arguments: [
        ("export jsonl --since someday", "no-point", Commands.ExitStatus.usage),
        ("export jsonl --since 12345678@7", "no-change", .absent),
        ("export csv --since 2026-02-30", "no-point", .usage),
        ("export ics --kind team", "no-dates", .usage),
        ("export ics --kind nothing", "unknown-kind", .usage),
        ("export md --kind nothing", "unknown-kind", .usage),
        ("export md stat:ready", "unknown-field", .usage),
        ("import /nowhere/export.jsonl", "unreadable", .absent),
    ])
    func `a clumsy word is refused in one line`(
        _ line: String, _ code: String, _ status: Commands.ExitStatus
    ) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let answer = desk.rail(line + " --json")
        #expect(answer.output.isEmpty)
        #expect(answer.status == status)
        #expect(try Desk.json(answer.errors)["code"] as? String == code)
    }

    @Test(arguments: [
        ("", "no-export"), ("id,title\n1,Pay\n", "no-export"), ("[1,2]\n", "no-export"),
        ("{\"kind\":\"export\",\"format\":2}\n", "later-format"),
        (String(repeating: "x", count: 100), "no-export"),
    ])
    func `a file that is no export is refused with a hint`(_ text: String, _ code: String) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let path = desk.environment.currentDirectory + "/other.txt"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let answer = desk.rail(["import", path, "--json"])
        #expect(answer.status != .yes)
        let error = try Desk.json(answer.errors)
        #expect(error["code"] as? String == code)
        #expect((error["hint"] as? String)?.isEmpty == false)
    }

    @Test func `hostile lines cost themselves and nothing else`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let id = { (digit: Int) in String(repeating: "0", count: 25) + "\(digit)" }
        let lines = [
            "{\"kind\":\"export\",\"format\":1}",
            "{\"kind\":\"item\",\"id\":\"\(id(1))\",\"title\":\"Good \\u001b[2J\",\"labels\":[\"a\",\"a\"]}",
            "{\"kind\":\"item\",\"id\":\"short\",\"title\":\"x\"}",
            "{\"kind\":\"elephant\",\"id\":\"\(id(2))\"}",
            "{\"kind\":\"item\",\"id\":\"\(id(3))\",\"trunk\":\"1\",\"due\":\"never\",\"title\":\"Kept\"}",
            "{\"kind\":\"team\",\"id\":\"\(id(1))\",\"name\":\"Other\"}",
            "{\"kind\":\"release\",\"id\":\"\(id(4))\",\"version\":\"1\",\"phase\":\"shipped\"}",
            "{\"kind\":\"release\",\"id\":\"\(id(5))\",\"version\":\"2\",\"phase\":\"gated\"}",
            "{\"kind\":\"request\",\"id\":\"\(id(6))\"}",
            "{\"kind\":", "[]", "\"text\"", "", "\u{0}",
            String(repeating: "{\"a\":", count: 100),
        ]
        let path = desk.environment.currentDirectory + "/bad.jsonl"
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        let answer = try bring(path, to: desk)
        let data = try #require(answer["data"] as? [String: Any])
        #expect(data["created"] as? Int == 4)
        let problems = try #require(answer["problems"] as? [[String: Any]])
        let places = problems.map { "\($0["line"] ?? 0) \($0["field"] ?? "")" }.sorted()
        #expect(
            places == [
                "10 line", "11 line", "12 line", "15 line", "3 line", "4 line", "5 due",
                "5 trunk", "6 kind", "7 phase", "9 request",
            ])
        #expect(try desk.column("title", of: "ls").sorted() == ["Good [2J", "Kept"])
        let releases = desk.rail("export jsonl --kind release").output
        #expect(releases.contains("\"phase\":\"gated\""))
        #expect(!releases.contains("shipped"))
    }

    @Test func `a dry run tells what would come, and writes nothing`() throws {
        let origin = try #require(try Town("tokyo").desks.first)
        let copy = try #require(try Town("recife").desks.first)
        try origin.write("add Pay")
        let path = try export(origin)
        let before = try copy.replica().read { try $0.vector() }
        let answer = copy.rail(["import", path, "--dry-run"])
        #expect(answer.output.contains("would be created 1, updated 1"))
        #expect(try copy.replica().read { try $0.vector() } == before)
    }
}
