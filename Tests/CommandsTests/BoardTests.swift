import Lattice
import ReleaseModel
import Testing

@testable import Commands

/// The backlog as columns of cards.
@Suite struct BoardTests {
    private let town: Town
    private var desk: Desk { town.desks[0] }

    init() throws { town = try Town("tokyo", "recife") }

    /// Items in states, of teams.
    private func fill(_ rows: [(title: String, state: String, team: String)]) throws {
        for team in Set(rows.map(\.team)).sorted() where !team.isEmpty {
            try desk.write("team new \(team)")
        }
        try desk.importItems(["title", "state"], rows.map { [$0.title, $0.state] })
        guard rows.contains(where: { !$0.team.isEmpty }) else { return }
        let ids = try Dictionary(
            uniqueKeysWithValues: desk.rows("ls --all").map {
                ($0["title"] as? String ?? "", $0["id"] as? String ?? "")
            })
        for row in rows where !row.team.isEmpty {
            try desk.write("set \(ids[row.title] ?? "") team:\(row.team)")
        }
    }

    /// The cards of every cell by `state` or `lane/state`.
    private func cells(_ line: String) throws -> [String: [String]] {
        var cells: [String: [String]] = [:]
        for row in try desk.rows(line) {
            let state = row["state"] as? String ?? ""
            let name = (row["laneName"] as? String).map { "\($0)/\(state)" } ?? state
            let cards = row["cards"] as? [[String: Any]] ?? []
            cells[name] = cards.map { $0["title"] as? String ?? "" }
        }
        return cells
    }

    private static let states = [
        "inbox", "triaged", "ready", "active", "review", "integrated", "done", "dropped",
    ]

    @Test func `every column holds what ls says of its state, in the same order`() throws {
        let rows = (0..<40).map { number in
            (title: "Item \(number)", state: Self.states[number * 7 % 8], team: "")
        }
        try fill(rows)
        for cards in [1, 2, 3, 100] {
            let cells = try cells("board --cards \(cards)")
            #expect(Set(cells.keys) == Set(Self.states.dropLast(2)))
            for (state, titles) in cells {
                let all = try desk.column("title", of: "ls state:\(state)")
                #expect(titles == Array(all.prefix(cards)), "\(state)")
            }
        }
        #expect(Set(try cells("board --all").keys) == Set(Self.states))
    }

    /// A column of hundreds is walked, one of a few is sorted; both give the first ones.
    @Test func `small and large columns are found alike`() throws {
        let rows = (0..<300).map { number in
            (title: "Item \(number)", state: number % 60 == 0 ? "review" : "ready", team: "")
        }
        try fill(rows)
        let cells = try cells("board --cards 4")
        for state in ["review", "ready"] {
            let all = try desk.column("title", of: "ls state:\(state) --limit 4")
            #expect(cells[state] == all, "\(state)")
        }
        #expect(cells["ready"]?.count == 4)
    }

    @Test func `lanes part the same cards, and what belongs to none stands last`() throws {
        try fill(
            (0..<30).map { number in
                (
                    title: "Item \(number)", state: Self.states[number % 6],
                    team: ["Nova", "Orbit", ""][number % 3]
                )
            })
        let plain = try cells("board --cards 100")
        let cut = try cells("board --cards 100 --lanes team")
        for state in Self.states.dropLast(2) {
            let lanes = ["Nova", "Orbit", "no team"].flatMap { cut["\($0)/\(state)"] ?? [] }
            #expect(Set(lanes) == Set(plain[state] ?? []), "\(state)")
        }
        let names = try desk.rows("board --lanes team").compactMap { $0["laneName"] as? String }
        #expect(names == ["Nova", "Orbit", "no team"].flatMap { Array(repeating: $0, count: 6) })
    }

    @Test func `a limit says how much is too much`() throws {
        try fill([("One", "active", ""), ("Two", "active", ""), ("Three", "ready", "")])
        let over = desk.rail("board --limit active=1 --limit ready=1")
        #expect(over.output.contains("active 2/1 over"))
        #expect(over.output.contains("ready 1/1 "))
        let edge = desk.rail("board --limit active=2")
        #expect(edge.output.contains("active 2/2"))
        #expect(!edge.output.contains("over"))
        #expect(desk.rail("board --limit active=\(BoardLimits.countMax)").status == .yes)
        let column = try desk.rows("board --limit active=1").first {
            $0["state"] as? String == "active"
        }
        #expect(column?["over"] as? Bool == true)
        #expect(column?["limit"] as? Int == 1)
    }

    @Test func `marks are signs that a legend explains`() throws {
        let (one, other) = (try desk.write("add Contract"), try desk.write("add Refund"))
        try desk.write("link \(one) blocks \(other)")
        #expect(desk.rail("board").output.contains("⊘ blocked"))
        #expect(!desk.rail("board").output.contains("contested"))
        try town.meet()
        for (place, team) in ["Nova", "Orbit"].enumerated() {
            try town.desks[place].write("team new \(team)")
            try town.desks[place].write("set \(one) team:\(team)")
        }
        try town.meet()
        let answer = desk.rail("board --ascii").output
        #expect(answer.contains("x blocked  ! contested"))
        #expect(answer.unicodeScalars.allSatisfy { $0.isASCII })
        let cards = try desk.rows("board")[0]["cards"] as? [[String: Any]]
        #expect(cards?.map { $0["blocked"] as? Bool } == [false, true])
        #expect(cards?.map { $0["contested"] as? Bool } == [true, false])
    }

    @Test(arguments: [20, 40, 80, 100, 160, 300])
    func `a board fits the terminal, and what does not fit is counted`(_ width: Int) throws {
        let long = "A title that says far more than a column has room to show"
        try fill(
            Self.states.prefix(6).enumerated().map { number, state in
                ("\(long) 二つ目の長い題名 \(number)", state, "Nova")
            })
        for line in ["board", "board --lanes team", "board --ascii"] {
            let answer = desk.rail(line, width: width)
            for text in answer.lines { #expect(TextWidth.of(text) <= width, "\(line): \(text)") }
            #expect(answer.output.contains("folded:") == (width < 118), "\(width)")
            #expect(answer.output.contains("active 1"))
        }
    }

    @Test func `empty columns are folded first, then those that nobody works in`() throws {
        try fill([
            ("One", "inbox", ""), ("Two", "triaged", ""), ("Three", "ready", ""),
            ("Four", "active", ""), ("Five", "integrated", ""),
        ])
        let answer = desk.rail("board", width: 80).lines
        #expect(
            answer.first?.split(separator: " ").map(String.init)
                == ["triaged", "1", "ready", "1", "active", "1", "integrated", "1"])
        #expect(
            answer.last
                == "folded: inbox 1, review 0; a filter such as state:inbox shows one")
        let narrow = desk.rail("board", width: 30).output
        #expect(narrow.contains("triaged 1") && narrow.contains("shows one\n"))
    }

    @Test func `words narrow it, and a filter by states chooses the columns`() throws {
        try fill([("One", "done", ""), ("Two", "ready", ""), ("Three", "ready", "")])
        #expect(
            try cells("board state:done,ready") == ["ready": ["Two", "Three"], "done": ["One"]])
        #expect(try cells("board two")["ready"] == ["Two"])
        #expect(desk.rail("board nothing").lines == ["no item is like that"])
        #expect(try desk.rows("board nothing").allSatisfy { $0["count"] as? Int == 0 })
    }

    @Test func `what is archived or merged is on no board`() throws {
        let (one, other) = (try desk.write("add One"), try desk.write("add Two"))
        try desk.write("merge \(other) --into \(one)")
        let gone = try desk.write("add Gone")
        try desk.write("archive \(gone)")
        for line in ["board", "board --all"] {
            #expect(try cells(line)["inbox"] == ["One"], "\(line)")
        }
    }

    @Test func `an empty backlog says what to do`() {
        #expect(desk.rail("board").output.contains("rail add"))
    }

    @Test func `a board that is cut says so to programs and to people`() throws {
        try fill((0..<12).map { ("Item \($0)", "ready", "") })
        #expect(desk.rail("board").output.contains("+ 4 more"))
        let answer = try Desk.json(desk.rail("board --json").output)
        let problems = try #require(answer["problems"] as? [[String: Any]])
        #expect(problems.first?["code"] as? String == "list-cut")
        #expect(
            (problems.first?["message"] as? String)?.hasPrefix("8 of 12 cards") == true)
        #expect(!desk.rail("board --cards 12").output.contains("more"))
        let first = try desk.column("id", of: "ls").prefix(12 - ItemBoard.cardsShown)
        for id in first { try desk.write("done \(id)") }
        #expect(!desk.rail("board").output.contains("more"))
    }

    @Test func `a terminal shows twenty lanes and says what is in the others`() throws {
        let count = ItemBoard.lanesShown + 1
        try fill((0..<count).map { ("Item \($0)", "ready", "Team-\($0)") })
        let answer = desk.rail("board --lanes team")
        #expect(answer.output.contains("not shown: 1 lane with 1 item;"))
        #expect(try desk.rows("board --lanes team").count == count * 6)
        try desk.write("archive \(desk.column("id", of: "ls").first ?? "")")
        #expect(!desk.rail("board --lanes team").output.contains("not shown"))
    }

    @Test func `no title draws on the screen, in any of the views`() throws {
        let team = try desk.write("team new Nova")
        let train = try desk.write("train new Ios departure:2026-12-02")
        let release = try desk.write("release new 2.7.0 train:Ios window:2026-12-02..2026-12-03")
        let freeze = try desk.write("freeze new Late window:2026-12-01..2026-12-30")
        let (one, other) = (
            try desk.write("add One team:Nova"), try desk.write("add Other release:2.7.0")
        )
        try desk.write("link \(one) blocks \(other)")
        try desk.write("move \(one) --under \(other)")
        // No command writes such names, but another program may.
        let title = Value.text("\u{1b}[31mred\u{202e}\u{7}")
        for (id, field) in [
            (team, Team.name), (train, Train.name), (release, Release.version),
            (freeze, Freeze.title), (one, Item.title), (other, Item.title),
        ] {
            try desk.force(title, field, of: id)
        }
        let views = [
            "board", "board --lanes team", "tree", "tree --depends", "tree --dot",
            "burnup release:\(release)",
            "cal timeline --from 2026-11-01 --to 2026-12-20",
            "cal timeline --from 2026-12-01 --to 2026-12-02 --by team", "board --plain",
            "board --csv", "tree --plain", "cal timeline --plain",
        ]
        for view in views {
            let answer = desk.rail(view, width: 80, isWatched: true)
            #expect(answer.status == .yes, "\(view): \(answer.errors)")
            #expect(
                !answer.output.unicodeScalars.contains {
                    $0 != "\n" && SafeText.isHarmful($0)
                }, "\(view)")
        }
    }

    @Test func `who listens hears counts, then cards`() throws {
        try fill([("One", "active", "Nova"), ("Two", "active", "Nova")])
        let answer = desk.rail("board --plain --limit active=1", width: 20)
        #expect(answer.output.contains("column: active\nitems: 2\nlimit: 1, over\n"))
        #expect(answer.output.contains("title: One\n"))
        #expect(answer.lines.allSatisfy { $0.contains(": ") })
    }

    @Test(arguments: [
        ("board --limit active", "active=3", 2), ("board --limit active=0", "from 1", 2),
        ("board --limit active=-1", "from 1", 2), ("board --limit active=x", "from 1", 2),
        ("board --limit activ=3 --limit active=2", "two limits", 2),
        ("board --limit activo=3", "Did you mean active?", 2),
        ("board --limit =3", "There is no column “”", 2),
        ("board --limit active=1000001", "from 1 to 1000000", 2),
        ("board --limit active=99999999999999999999", "from 1", 2), ("board --limit", "--limit", 2),
        ("board --lanes tem", "Did you mean team?", 2), ("board --lanes ''", "Lanes: team", 2),
        ("board --lanes 'team; DROP TABLE item'", "no lanes by", 2),
        ("board --lanes", "--lanes", 2),
        ("board --cards 0", "from 1 on", 2), ("board --cards x", "--cards", 2),
        ("board state:redy", "Did you mean ready?", 2), ("board team:Nowhere", "Nowhere", 5),
        ("board (", "board", 2), ("bord", "`rail board`", 2),
    ])
    func `clumsy words get one clear line and their status`(
        _ line: String, _ hint: String, _ status: Int
    ) throws {
        try desk.write("add \"Pay by card\"")
        let answer = desk.rail(line)
        #expect(answer.status?.rawValue == Int32(status), "\(answer.errors)")
        if hint != "board" { #expect(answer.errors.contains(hint), "\(answer.errors)") }
        #expect(!answer.errors.isEmpty)
        #expect(answer.output.isEmpty)
    }
}
