import Foundation
import Lattice
import ReleaseModel
import Replication
import Testing

@testable import Commands

/// What the tab key offers.
@Suite struct CompletionTests {
    private static func desk() throws -> (desk: Desk, item: String) {
        let desk = try #require(try Town("tokyo").desks.first)
        for name in ["Nova", "Nova Two", "Vega"] { try desk.write("team new \"\(name)\"") }
        try desk.write("train new winter")
        let item = try desk.write("add \"Pay by card\" +ios +iphone team:Nova")
        try desk.write("add \"Refund\" +web")
        return (desk, item)
    }

    /// What is offered where a line ends, as fish is told.
    private static func offered(_ line: String, _ desk: Desk) -> [String] {
        var words = ShellWords.split(line)
        if line.isEmpty || line.hasSuffix(" ") { words.append("") }
        let answer = desk.rail(["__complete", "fish", "--"] + words)
        #expect(answer.status == .yes)
        #expect(answer.errors.isEmpty)
        return answer.lines.map { String($0.prefix { $0 != "\t" }) }
    }

    @Test(arguments: [
        ("sh", ["show"]), ("team ", ["new", "list", "show", "set", "rename", "move", "archive"]),
        ("train h", ["hold"]), ("op ", ["log", "show"]), ("conflicts se", ["settle"]),
        ("completion ", ["bash", "zsh", "fish"]), ("completion z", ["zsh"]),
        ("ls sta", ["state:"]), ("ls state:re", ["state:ready", "state:review"]),
        ("ls state:ready,ac", ["state:ready,active"]), ("ls '(state:ac", ["(state:active"]),
        ("ls priority:", ["priority:urgent", "priority:high", "priority:medium", "priority:low"]),
        ("ls +i", ["+ios", "+iphone"]), ("ls -- sta", []), ("ls -w", ["-web"]),
        ("ls labels:w", ["labels:web"]), ("ls blocked:", ["blocked:yes", "blocked:no"]),
        ("ls has:pri", ["has:priority"]), ("ls due.b", ["due.before:", "due.by:"]),
        (
            "ls due.before:eo",
            ["due.before:eow", "due.before:eom", "due.before:eoq", "due.before:eoy"]
        ),
        ("ls team:No", ["team:Nova", "team:Nova Two"]), ("ls team:ve", ["team:Vega"]),
        ("ls assignee:m", ["assignee:me"]), ("ls --di", ["--diff"]),
        ("ls --diff yes", ["yesterday"]),
        ("next priority:hi", ["priority:high"]), ("add Pay team:V", ["team:Vega"]),
        ("add Pay sta", ["state:"]), ("team show V", ["Vega"]), ("team set Vega z", ["zone:"]),
        ("train show w", ["winter"]), ("team list arch", ["archived:"]),
        ("log --since yes", ["yesterday"]), ("at yes", ["yesterday"]),
        ("at yesterday ls team:Ve", ["team:Vega"]), ("at yesterday sea", ["search"]),
        ("nonesuch ", []), ("nonesuch --jq", ["--jq"]), ("show \u{1b}", []),
        ("ls nonesuch:", []), ("add --dry", ["--dry-run"]), ("show '%'", []),
        ("team show '_'", []), ("train hold winter --rea", ["--reason"]),
    ])
    func `a line offers what may follow`(_ line: String, _ expected: [String]) throws {
        let (desk, _) = try Self.desk()
        #expect(Self.offered(line, desk) == expected)
    }

    @Test
    func `items are offered by id with their titles, the backlog's first where none was begun`()
        throws
    {
        let (desk, item) = try Self.desk()
        for line in ["show ", "done ", "link ", "move x --under ", "blame "] {
            #expect(Self.offered(line, desk).count == 2, "\(line)")
        }
        let begun = Self.offered("show \(item.prefix(3))", desk)
        #expect(begun.contains { item.hasPrefix($0) })
        #expect(Self.offered("show \(item)", desk) == [item])
        let answer = desk.rail(["__complete", "zsh", "--", "show", String(item.prefix(4))])
        #expect(answer.output.contains("\tPay by card"))
        #expect(Self.offered("link \(item) blo", desk) == ["blocks"])
        #expect(Self.offered("blame \(item) pri", desk) == ["priority"])
        #expect(Self.offered("ls parent:\(item.prefix(4))", desk).count == 1)
        #expect(Self.offered("set \(item) pri", desk) == ["priority:"])
    }

    @Test func `one's own changes are offered for undo, with what they did`() throws {
        let (desk, _) = try Self.desk()
        let change = try #require(try desk.rows("log --limit 1").first?["change"] as? String)
        #expect(Self.offered("undo ", desk).first == change)
        #expect(Self.offered("op show \(change)", desk) == [change])
    }

    @Test func `cards are offered where conflicts are settled`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        let teams = try ["Nova", "Vega"].map { try tokyo.write("team new \($0)") }
        let item = try tokyo.write("add \"Pay by card\"")
        try town.meet()
        try tokyo.write("set \(item) team:\(teams[0])")
        try recife.write("set \(item) team:\(teams[1])")
        try town.meet()
        let card = try #require(try tokyo.column("id", of: "conflicts list").first)
        #expect(Self.offered("conflicts settle ", tokyo) == [String(card.prefix(6))])
    }

    @Test(arguments: [
        ("rail ls state:re", ["ready", "review"]), ("rail ls +i", ["+ios", "+iphone"]),
        ("rail ls team:N", ["Nova", "Nova\\ Two"]), ("rail ls team:Nova\\ T", ["Nova\\ Two"]),
        ("rail ls 'team:Nova T", ["team:Nova Two"]), ("echo x; rail comp", ["completion"]),
        ("rail ls --diff=", []), ("rail ls due.by:eow", ["eow"]),
    ])
    func `bash gets what it puts in the place of what it cut`(
        _ line: String, _ expected: [String]
    ) throws {
        let (desk, _) = try Self.desk()
        let answer = desk.rail(["__complete", "bash", line, " \t\n\"'><=;|&(:", "9"])
        #expect(answer.lines == expected)
    }

    @Test func `bash is told what words mean only where it lists them`() throws {
        let (desk, _) = try Self.desk()
        let listed = desk.rail(["__complete", "bash", "rail t", ":=", "63"]).output
        #expect(listed.contains("team   (A"))
        #expect(!desk.rail(["__complete", "bash", "rail t", ":=", "9"]).output.contains("("))
    }

    @Test(arguments: [
        [], ["nonesuch"], ["bash"], ["fish"], ["zsh", "--"], ["bash", "rail show '"],
        ["fish", "--", "\u{0}"], ["fish", "--", String(repeating: "x", count: 100_000)],
        ["bash", "rail ls \\"], ["fish", "--", "ls", "/("], ["fish", "--", "show", "%_\\"],
    ])
    func `whatever a shell hands over, there is no error`(_ words: [String]) throws {
        let (desk, _) = try Self.desk()
        let answer = desk.rail(["__complete"] + words)
        #expect(answer.status == .yes)
        #expect(answer.errors.isEmpty)
    }

    @Test func `without a workspace words and fields are offered all the same`() throws {
        let (desk, _) = try Self.desk()
        desk.environment.currentDirectory = "/nonexistent"
        #expect(Self.offered("sh", desk) == ["show"])
        #expect(Self.offered("ls state:re", desk) == ["state:ready", "state:review"])
        #expect(Self.offered("show ", desk).isEmpty)
    }

    @Test func `a title cannot reach the terminal raw`() throws {
        let (desk, _) = try Self.desk()
        let item = try desk.write("team new Aurora")
        try desk.force(.text("A\u{202e}b"), Team.name, of: item)
        let answer = desk.rail(["__complete", "fish", "--", "team", "show", String(item.prefix(4))])
        #expect(!answer.output.contains("\u{202e}"))
    }

    @Test func `scripts are printed for three shells, a slip gets the one that is meant`() throws {
        let (desk, _) = try Self.desk()
        for shell in ["bash", "zsh", "fish"] {
            #expect(desk.rail("completion \(shell)").output.contains("__complete \(shell)"))
        }
        let slip = desk.rail("completion fihs")
        #expect(slip.status == .usage)
        #expect(slip.errors.contains("Did you mean fish?"))
        #expect(desk.rail("completion").status == .usage)
    }
}
