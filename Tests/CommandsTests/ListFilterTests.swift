import SimulationKit
import Testing

@testable import Commands

/// Filters against a plain loop over the same items.
@Suite struct ListFilterTests {
    /// What a test knows of an item that it made.
    private struct Known {
        var id = ""
        let title: String
        let body: String?
        let priority: String?
        let team: String?
        let labels: [String]
        /// Day of December 2026.
        let due: Int?
        let size: Int?
        var isDone = false
        var isArchived = false
        var isBlocked = false

        var line: String {
            let words: [String?] = [
                "add \"\(title)\"", priority.map { "priority:\($0)" }, team.map { "team:\($0)" },
                due.map { "due:2026-12-\($0)" }, size.map { "size:\($0)" },
                body.map { "--body \"\($0)\"" },
            ]
            return (words.compactMap { $0 } + labels.map { "+\($0)" }).joined(separator: " ")
        }

        var rung: Int? { priority.flatMap(ListFilterTests.rungs.firstIndex) }
    }

    /// A filter, and the same question asked of what is known.
    private struct Question: Sendable {
        let text: String
        let holds: @Sendable (Known) -> Bool

        init(_ text: String, _ holds: @escaping @Sendable (Known) -> Bool) {
            self.text = text
            self.holds = holds
        }
    }

    private static let rungs = ["low", "medium", "high", "urgent"]

    private static let questions = [
        Question("pay") { $0.title.hasPrefix("Pay") },
        Question("%") { $0.title.contains("%") },
        Question("\"100 % s\"") { $0.title.contains("100 % s") },
        Question("+ios") { $0.labels.contains("ios") },
        Question("-web") { !$0.labels.contains("web") },
        Question("team:Nova") { $0.team == "Nova" },
        Question("team:nova,AURORA") { $0.team != nil },
        Question("team:") { $0.team == nil },
        Question("has:team") { $0.team != nil },
        Question("has:due,size") { $0.due != nil || $0.size != nil },
        Question("priority:low,high") { ["low", "high"].contains($0.priority) },
        Question("priority!=high") { $0.priority != "high" },
        Question("priority>=high") { $0.rung.map { $0 >= 2 } ?? false },
        Question("priority<high") { $0.rung.map { $0 < 2 } ?? false },
        Question("size>3") { $0.size.map { $0 > 3 } ?? false },
        Question("size<=3") { $0.size.map { $0 <= 3 } ?? false },
        Question("size:5,6") { $0.size == 5 || $0.size == 6 },
        Question("due.before:2026-12-19") { $0.due.map { $0 < 19 } ?? false },
        Question("due.by:2026-12-19") { $0.due.map { $0 <= 19 } ?? false },
        Question("due.after:2026-12-19") { $0.due.map { $0 > 19 } ?? false },
        Question("due.since:2026-12-19") { $0.due.map { $0 >= 19 } ?? false },
        Question("due>=2026-12-19") { $0.due.map { $0 >= 19 } ?? false },
        Question("due<=2026-12-19") { $0.due.map { $0 <= 19 } ?? false },
        Question("due:2026-12-19,2026-12-20") { $0.due == 19 || $0.due == 20 },
        Question("due:2026-12-15..2026-12-20") { $0.due.map { (15...20).contains($0) } ?? false },
        Question("labels:ios,web") { !$0.labels.isEmpty },
        Question("labels:") { $0.labels.isEmpty },
        Question("title:pay,refund") { !$0.title.contains("%") },
        Question("body:STEP") { $0.body?.contains("step") ?? false },
        Question("/^Pay \\d$/") { $0.title.hasPrefix("Pay") && $0.title.count == 5 },
        Question("/first step/") { $0.body == "the first step" },
        Question("/REFUND|FIRST/i") {
            $0.title.hasPrefix("Refund") || $0.body?.contains("first") ?? false
        },
        Question("state:inbox,ready") { !$0.isDone },
        Question("state:done") { $0.isDone },
        Question("archived:yes") { $0.isArchived },
        Question("archived:no") { !$0.isArchived },
        Question("blocked:yes") { $0.isBlocked },
        Question("blocked:no") { !$0.isBlocked },
        Question("contested:yes") { _ in false },
        Question("created.since:2000-01-01") { _ in true },
        Question("changed.before:2000-01-01") { _ in false },
    ]

    private func items(_ dice: inout SplitMix64) -> [Known] {
        (0..<16).map { number in
            Known(
                title: "\(["Pay", "Refund", "100 % safe"][number % 3]) \(number)",
                body: dice.pick([nil, "the first step", "a step"]),
                priority: dice.pick(Self.rungs + [nil]),
                team: dice.pick(["Nova", "Aurora", nil]),
                labels: ["ios", "web"].filter { _ in dice.chance(50) },
                due: dice.chance(50) ? dice.number(10...28) : nil,
                size: dice.chance(50) ? dice.number(1...9) : nil)
        }
    }

    /// A backlog in which some is finished, put away, or blocked by another item.
    private func backlog(_ desk: Desk, _ dice: inout SplitMix64) throws -> [Known] {
        try desk.write("team new Nova")
        try desk.write("team new Aurora")
        var known = items(&dice)
        for place in known.indices { known[place].id = try desk.write(known[place].line) }
        for place in known.indices where place % 5 == 1 {
            try desk.write("done \(known[place].id)")
            known[place].isDone = true
        }
        try desk.write("archive \(known[3].id)")
        known[3].isArchived = true
        // Blocked by what is open, finished, put away, and no longer.
        for (blocker, blocked) in [(0, 5), (1, 7), (3, 8), (2, 9), (4, 1)] {
            try desk.write("link \(known[blocker].id) blocks \(known[blocked].id)")
            let ends = [known[blocker], known[blocked]]
            known[blocked].isBlocked = ends.allSatisfy { !$0.isDone && !$0.isArchived }
        }
        try desk.write("unlink \(known[2].id) blocks \(known[9].id)")
        known[9].isBlocked = false
        return known
    }

    private func random(_ depth: Int, _ dice: inout SplitMix64) -> Question {
        guard depth > 0 else { return dice.pick(Self.questions) }
        let (one, other) = (random(depth - 1, &dice), random(depth - 1, &dice))
        switch dice.below(5) {
        case 0:
            return Question("(\(one.text)) or \(other.text)") { one.holds($0) || other.holds($0) }
        case 1: return Question("not (\(one.text))") { !one.holds($0) }
        case 2:
            return Question("-(\(one.text) or (\(other.text)))") {
                !one.holds($0) && !other.holds($0)
            }
        case 3:
            return Question("(\(one.text)) and (\(other.text))") {
                one.holds($0) && other.holds($0)
            }
        default:
            return Question("(\(one.text)) (\(other.text))") { one.holds($0) && other.holds($0) }
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every filter narrows as a loop over the items would`(_ seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let desk = try #require(try Town("tokyo").desks.first)
        let known = try backlog(desk, &dice)
        let made = (0..<40).map { random(1 + $0 % 3, &dice) }
        for (place, question) in (Self.questions + made).enumerated() {
            let answer = desk.rail(["ls", "--all", "--json", question.text])
            #expect(answer.status == .yes, "\(question.text): \(answer.errors)")
            let rows = try #require(try Desk.json(answer.output)["data"] as? [[String: Any]])
            let found = Set(rows.compactMap { $0["id"] as? String })
            let expected = Set(known.filter(question.holds).map(\.id))
            #expect(found == expected, "\(question.text)")
            // An export reads whole documents, so a part of them is enough.
            guard place % 4 == 0 else { continue }
            // The first line is about the export itself.
            let exported = desk.rail(["export", "jsonl", question.text]).lines.dropFirst()
            let ids = try exported.map { try Desk.json($0)["id"] as? String ?? "" }
            #expect(Set(ids) == expected, "\(question.text)")
        }
        for _ in 0..<12 {
            let (one, other) = (dice.pick(Self.questions), dice.pick(Self.questions))
            let answer = desk.rail(["ls", "--all", "--json", one.text, other.text])
            let rows = try Desk.json(answer.output)["data"] as? [[String: Any]]
            let expected = known.filter { one.holds($0) && other.holds($0) }.map(\.id)
            #expect(Set((rows ?? []).compactMap { $0["id"] as? String }) == Set(expected))
        }
    }

    @Test func `what is finished is shown where it is asked for`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let (open, done) = (try desk.write("add open"), try desk.write("add finished"))
        try desk.write("done \(done)")
        #expect(try desk.column("id", of: "ls") == [open])
        #expect(try desk.column("id", of: "ls state:done") == [done])
        #expect(try desk.column("id", of: "ls 'state>=active'") == [done])
        #expect(Set(try desk.column("id", of: "ls --all")) == [open, done])
    }

    @Test func `the same words narrow every list`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("train new winter departure:2026-12-12T16:00@UTC")
        let held = try desk.write("train new spring departure:2027-03-12T16:00@UTC")
        try desk.write("train hold spring")
        #expect(try desk.column("id", of: "train list departure.after:2027-01-01") == [held])
        #expect(try desk.column("id", of: "train list brake:held") == [held])
        #expect(try desk.column("name", of: "train list brake:free") == ["winter"])
        try desk.write("freeze new \"Year end\" window:2026-12-20..2027-01-03")
        #expect(try desk.rows("freeze list window:2026-12-24").count == 1)
        #expect(try desk.rows("freeze list window:2027-01-04").isEmpty)
        #expect(try desk.rows("freeze list window.before:2027-01-04").count == 1)
    }

    @Test func `a name with blanks may stand in the shell's quotes or in the filter's`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("team new \"Nova Two\"")
        let id = try desk.write("add Pay \"team:Nova Two\" touches:service:checkout")
        try desk.write("add Refund")
        for filter in [
            ["team:Nova Two"], ["team:\"Nova Two\""], ["pay", "(", "team:nova two", ")"],
            ["touches:checkout"], ["touches:service:checkout"], ["-touches:"],
        ] {
            let answer = desk.rail(["ls", "--json"] + filter)
            let rows = try Desk.json(answer.output)["data"] as? [[String: Any]]
            #expect(rows?.compactMap { $0["id"] as? String } == [id], "\(filter) \(answer.errors)")
        }
    }

    @Test func `blocked is the same as a mark of a filter and as a verb`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let ids = try (0..<5).map { try desk.write("add item\($0)") }
        for (blocker, blocked) in [(0, 1), (1, 2), (3, 4)] {
            try desk.write("link \(ids[blocker]) blocks \(ids[blocked])")
        }
        try desk.write("done \(ids[0])")
        // What is merged stands for what it was merged into.
        try desk.write("merge \(ids[3]) --into \(ids[0])")
        for filter in ["blocked:yes", "blocked:yes -item2", "blocked:no or blocked:yes"] {
            let listed = try desk.column("id", of: "ls '\(filter)'")
            let asked = try desk.column("id", of: "blocked '\(filter)'")
            let expected = filter.contains("or") ? Set(try desk.column("id", of: "blocked")) : nil
            #expect(Set(asked) == expected ?? Set(listed), "\(filter)")
        }
        #expect(try desk.column("id", of: "ls blocked:yes") == [ids[2]])
    }

    @Test func `what was put away is listed where it is asked for`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let old = try desk.write("add old")
        try desk.write("add new")
        try desk.write("archive \(old)")
        #expect(try desk.column("id", of: "ls archived:yes") == [old])
        let team = try desk.write("team new Nova")
        try desk.write("team archive Nova")
        #expect(try desk.rows("team list").isEmpty)
        #expect(try desk.column("id", of: "team list archived:yes") == [team])
    }
}
