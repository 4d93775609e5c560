import Foundation
import Replication
import Testing

@testable import Commands

/// The forms that an answer takes, and what cannot be asked of them.
@Suite struct AnswerFormTests {
    private static func desk() throws -> Desk {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("team new Nova")
        let words = ["add", "Pay, by \"card\"", "team:Nova", "priority:high"]
        #expect(desk.rail(words).status == .yes)
        try desk.write("add \"Refund <now>\" priority:low")
        return desk
    }

    @Test func `--json with fields leaves those in each record, in the order asked for`() throws {
        let desk = try Self.desk()
        let answer = desk.rail("ls --json=priority,title priority:high")
        #expect(answer.status == .yes)
        #expect(
            answer.output.contains(
                #""data":[{"priority":"high","title":"Pay, by \"card\""}],"problems":[]"#))
    }

    @Test func `fields of one thing are picked like those of a list`() throws {
        let answer = try Self.desk().rail("team show Nova --json=name,zone")
        #expect(
            answer.output.contains(#""data":{"name":["Nova"],"zone":null}"#), "\(answer.output)")
    }

    @Test func `comma-separated values have the fields on top and quotes where needed`() throws {
        let answer = try Self.desk().rail("ls --csv=priority,title")
        #expect(
            answer.lines == [
                "priority,title", #"high,"Pay, by ""card""""#, "low,Refund <now>",
            ])
    }

    @Test func `an empty list with chosen fields is a table without rows`() throws {
        let desk = try Self.desk()
        #expect(desk.rail("ls nothing --csv=title").lines == ["title"])
        #expect(desk.rail("ls nothing --csv").output.isEmpty)
        #expect(desk.rail("ls nothing --ndjson").output.isEmpty)
    }

    @Test func `newline-delimited JSON is one record a line`() throws {
        let answer = try Self.desk().rail("ls --ndjson=title")
        #expect(answer.lines == [#"{"title":"Pay, by \"card\""}"#, #"{"title":"Refund <now>"}"#])
    }

    @Test func `the plain form says each value on a line with its name`() throws {
        let answer = try Self.desk().rail("ls --plain", width: 20)
        let blocks = answer.output.components(separatedBy: "\n\n").map { block in
            block.split(separator: "\n").dropFirst().map(String.init)
        }
        #expect(
            blocks == [
                ["title: Pay, by \"card\"", "state: inbox", "priority: high", "team: Nova"],
                ["title: Refund <now>", "state: inbox", "priority: low"],
            ])
    }

    @Test func `a month in the plain form is its agenda without the grid`() throws {
        let desk = try Self.desk()
        try desk.write("milestone new Launch when:2026-12-18")
        let answer = desk.rail("cal month 2026-12 --plain")
        #expect(answer.status == .yes)
        #expect(answer.lines.contains { $0.hasSuffix(" Launch") })
        #expect(desk.rail("cal month 2027-12 --plain").lines == ["nothing in 2027-12"])
        #expect(answer.lines.allSatisfy { $0.contains(": ") })
    }

    @Test func `a template is filled in for each record`() throws {
        let desk = try Self.desk()
        let answer = desk.rail(["ls", "--template", "{{title}}{{#team}} has a team{{/team}}"])
        #expect(answer.lines == ["Pay, by &quot;card&quot; has a team", "Refund &lt;now&gt;"])
        #expect(desk.rail(["ls", "--template={{&priority}}"]).lines == ["high", "low"])
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/jq"), "no jq here"))
    func `jq is handed the whole answer`() throws {
        let desk = try Self.desk()
        #expect(
            desk.rail(["ls", "--jq", ".data[].title"]).lines == [
                "Pay, by \"card\"", "Refund <now>",
            ])
        #expect(desk.rail(["ls", "--json=title", "--jq", ".data[0]|keys[]"]).lines == ["title"])
        #expect(desk.rail(["ls", "--jq=-1"]).lines == ["-1"])
        let wrong = desk.rail(["ls", "--jq", ".data["])
        #expect(wrong.status == .usage)
        #expect(try Desk.json(wrong.errors)["code"] as? String == "jq")
    }

    @Test func `where there is no jq nothing is written, and the answer says so`() throws {
        let desk = try Self.desk()
        desk.environment.variables["PATH"] = "/nowhere"
        let answer = desk.rail(["add", "Third", "--jq", ".data.id"])
        #expect(answer.status == .failed)
        #expect(try Desk.json(answer.errors)["code"] as? String == "no-jq")
        #expect(try desk.rows("ls").count == 2)
    }

    @Test(arguments: [
        "add Third --csv=colour", "set $1 priority:low --ndjson=colour", "undo --json=colour",
        "init Other --json=colour", "leave --yes --json=colour", "invite --json=colour",
        "join railyard://localhost/#x --json=colour", "sync --json=colour",
        "sync --watch --json=sent", "doctor --rebuild --json=colour",
        "import --map absent.yaml absent --json=colour",
    ])
    func `a field that the answer cannot have is refused before anything is done`(
        _ line: String
    ) throws {
        let desk = try Self.desk()
        let before = desk.rail("sql \"SELECT id, priority FROM item\"").output
        let item = try #require(try desk.column("id", of: "ls").first)
        let answer = desk.rail(line.replacing("$1", with: item))
        #expect(answer.status == .usage)
        #expect(answer.errors.contains("The answer has no field “"), "\(answer.errors)")
        #expect(desk.rail("sql \"SELECT id, priority FROM item\"").output == before)
    }

    @Test func `the fields that are said to be possible are those of the answer`() throws {
        let desk = try Self.desk()
        let keys = { (line: String) in
            let data = try Desk.json(desk.rail(line + " --json").output)["data"]
            return Set(try #require(data as? [String: Any]).keys)
        }
        #expect(try keys("doctor") == Set(DoctorReport.fields))
        #expect(try keys("add Third").isSubset(of: Receipt.fields))
        let folder = desk.environment.currentDirectory
        try
            "map: 1\nsource: test\nfiles:\n  - path: a.csv\n    records:\n      - kind: item\n        key: a\n"
            .write(toFile: "\(folder)/map.yaml", atomically: true, encoding: .utf8)
        try "id\n".write(toFile: "\(folder)/a.csv", atomically: true, encoding: .utf8)
        #expect(
            try keys("import --map '\(folder)/map.yaml' '\(folder)/a.csv'")
                == Set(ImportAnswer.fields))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/jq"), "no jq here"))
    func `what jq cannot read writes nothing; what it cannot do with a receipt tells how to undo`()
        throws
    {
        let desk = try Self.desk()
        #expect(desk.rail(["add", "Third", "--jq", ".data["]).status == .usage)
        #expect(try desk.rows("ls").count == 2)
        let answer = desk.rail(["add", "Third", "--jq", ".data.id | tonumber"])
        #expect(answer.status == .usage)
        #expect(answer.errors.contains("undo: rail undo "), "\(answer.errors)")
        #expect(try desk.rows("ls").count == 3)
    }

    /// What was typed, the code or a part of the sentence, and nothing of an answer.
    @Test(arguments: [
        ("ls --json=titel", "unknown-field"), ("ls --json=title,,colour", "Fields: id, title"),
        ("ls --csv --ndjson", "--csv and --ndjson do not go together"),
        ("ls --json --plain", "--json and --plain do not go together"),
        ("ls --jq . --jq .", "--jq and --jq do not go together"),
        ("ls --csv=id --template x", "--csv and --template do not go together"),
        ("ls --fields id", "--fields picks fields of data"),
        ("ls --plain --fields id", "--fields picks fields of data"),
        ("ls --json=", "Missing value"), ("ls --ndjson=,", "names no field"),
        ("ls --plain=yes", "plain"), ("ls --template", "Missing value"),
        ("ls --template {{title", "is not closed"), ("ls --template {{#a}}x", "is not closed"),
        ("ls --template {{/a}}", "closes no section"), ("ls --template {{>x}}", "know no"),
        ("ls --template {{}}", "is no name"), ("ls --template {{a..b}}", "is no name"),
    ])
    func `a form that cannot be is refused in one line`(_ line: String, _ said: String) throws {
        let answer = try Self.desk().rail(line)
        #expect(answer.status == .usage, "\(line)")
        #expect(answer.output.isEmpty)
        #expect(answer.errors.contains(said), "\(answer.errors)")
    }

    @Test func `behind a lone -- such a word is text`() throws {
        let desk = try Self.desk()
        #expect(desk.rail(["add", "--", "--json=title"]).status == .yes)
        #expect(try desk.column("title", of: "ls").contains("--json=title"))
    }
}
