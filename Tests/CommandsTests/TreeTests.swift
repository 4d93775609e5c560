import Replication
import SimulationKit
import Testing

@testable import Commands

/// Items with their parts, and with what they wait for.
@Suite struct TreeTests {
    private let town: Town
    private var desk: Desk { town.desks[0] }

    init() throws { town = try Town("tokyo", "recife") }

    private func add(_ title: String, under parent: String? = nil) throws -> String {
        let id = try desk.write("add \"\(title)\"")
        if let parent { try desk.write("move \(id) --under \(parent)") }
        return id
    }

    /// Titles indented by their level.
    private func outline(_ line: String) throws -> [String] {
        try desk.rows(line).map { row in
            String(repeating: " ", count: row["depth"] as? Int ?? 0)
                + (row["title"] as? String ?? "")
        }
    }

    @Test func `parts stand under what they are parts of, with how many are done`() throws {
        let epic = try add("Epic")
        let story = try add("Story", under: epic)
        let done = try add("Done", under: epic)
        _ = try add("Task", under: story)
        _ = try add("Alone")
        try desk.write("done \(done)")
        #expect(try outline("tree") == ["Epic", " Story", "  Task"])
        #expect(try outline("tree --all") == ["Epic", " Story", "  Task", " Done"])
        #expect(try outline("tree \(story)") == ["Story", " Task"])
        #expect(try desk.rows("tree")[0]["parts"] as? Int == 2)
        let text = desk.rail("tree")
        #expect(text.output.contains("1 of 2 done"))
        #expect(text.output.contains("└─ "))
        let ascii = desk.rail("tree --ascii").output
        #expect(ascii.contains("`- ") && ascii.unicodeScalars.allSatisfy { $0.isASCII })
    }

    @Test func `what is finished stays where something open is below it`() throws {
        let epic = try add("Epic")
        let story = try add("Story", under: epic)
        let task = try add("Task", under: story)
        try desk.write("done \(epic)")
        try desk.write("archive \(story)")
        #expect(try outline("tree") == ["Epic", " Story", "  Task"])
        #expect(
            try desk.rows("tree").map { $0["state"] as? String } == ["done", "archived", "inbox"])
        try desk.write("done \(task)")
        #expect(try outline("tree").isEmpty)
        #expect(desk.rail("tree").lines == ["no item has parts; rail move 7f3k --under 2m9q"])
    }

    @Test func `parts of a name that was merged away are parts of what it stands for`() throws {
        let (one, other) = (try add("Epic"), try add("Epics"))
        _ = try add("Task", under: other)
        try desk.write("merge \(other) --into \(one)")
        #expect(try outline("tree \(one)") == ["Epic", " Task"])
        #expect(try outline("tree \(other)") == ["Epic", " Task"])
    }

    @Test func `two who put each other's item below theirs leave a tree without a circle`() throws {
        let (one, other) = (try add("One"), try add("Other"))
        try town.meet()
        try town.desks[0].write("move \(one) --under \(other)")
        try town.desks[1].write("move \(other) --under \(one)")
        try town.meet()
        let rows = try outline("tree")
        #expect(rows.count == 2)
        #expect(Set(rows.map { $0.filter { $0 != " " } }) == ["One", "Other"])
    }

    // What waits for what

    @Test func `the longest way by size is marked and stands first`() throws {
        let top = try desk.write("add Top size:1")
        let short = try desk.write("add \"A short way\" size:3")
        let long = try desk.write("add \"The long way\" size:2")
        let deep = try desk.write("add Deep size:2")
        for (one, other) in [(short, top), (long, top), (deep, long)] {
            try desk.write("link \(one) blocks \(other)")
        }
        #expect(
            try outline("tree \(top) --depends") == [
                "Top", " The long way", "  Deep", " A short way",
            ])
        let rows = try desk.rows("tree --depends")
        #expect(rows.map { $0["critical"] as? Bool } == [false, true, true, false])
        let text = desk.rail("tree \(top) --depends").output
        #expect(text.contains("critical path: 3 items, size 5"))
        #expect(text.contains("* critical path"))
    }

    @Test func `the way is the same whether few roots are asked for or all`() throws {
        for number in 0..<6 {
            let (top, base) = (try add("Top \(number)"), try add("Base \(number)"))
            try desk.write("link \(base) blocks \(top)")
        }
        try desk.replica().read { view in
            let roots = try WaitTree.roots(view, limit: nil).map(\.id)
            let named = try WaitTree.path(view, from: roots)
            // So many names are too many to be named.
            let many = Array(repeating: roots, count: 100).flatMap { $0 }
            let all = try WaitTree.path(view, from: many)
            #expect(roots.count == 6 && many.count == 600)
            for root in roots {
                #expect(named.way(from: root).items == all.way(from: root).items)
                #expect(named.way(from: root).items.count == 2)
            }
            #expect(try WaitTree.path(view, from: []).way(from: roots[0]).items.count == 1)
        }
    }

    @Test func `of too many relations no way is marked`() throws {
        let ids = try ["Top", "Middle", "Base"].map { try add($0) }
        try desk.write("link \(ids[1]) blocks \(ids[0])")
        try desk.write("link \(ids[2]) blocks \(ids[1])")
        try desk.replica().read { view in
            let two = try CriticalPath(view, from: WaitTree.ends, [], tiesMax: 2)
            #expect(!two.isLeftOut)
            let one = try CriticalPath(view, from: WaitTree.ends, [], tiesMax: 1)
            #expect(one.isLeftOut)
            let top = try #require(ReplicaView.identifier(ids[0]))
            #expect(two.way(from: top).items.count == 3 && one.way(from: top).items.count == 1)
        }
    }

    @Test func `what is reached twice is shown once with all that is under it`() throws {
        let ids = try ["Top", "Left", "Right", "Base", "Ground"].map { try add($0) }
        for (one, other) in [(1, 0), (2, 0), (3, 1), (3, 2), (4, 3)] {
            try desk.write("link \(ids[one]) blocks \(ids[other])")
        }
        let rows = try desk.rows("tree --depends")
        #expect(
            rows.map { $0["title"] as? String } == [
                "Top", "Left", "Base", "Ground", "Right", "Base",
            ])
        #expect(rows.map { $0["repeated"] as? Bool ?? false }.filter { $0 }.count == 1)
        #expect(desk.rail("tree --depends").output.contains("shown above"))
    }

    @Test func `a circle of relations is shown dashed and ends`() throws {
        let (card, refund) = (try add("Card"), try add("Refund"))
        try town.meet()
        try town.desks[0].write("link \(card) blocks \(refund)")
        try town.desks[1].write("link \(refund) blocks \(card)")
        try town.meet()
        for id in [card, refund] {
            let rows = try desk.rows("tree \(id) --depends")
            #expect(rows.count <= 3)
        }
        let rows = try desk.rows("tree --depends")
        #expect(
            rows.map { $0["tie"] as? String ?? "" }.sorted() == ["blocks", "root", "suspended"])
        let text = desk.rail("tree --depends").output
        #expect(text.contains("╌ ") && text.contains("would close a circle"))
        #expect(desk.rail("tree --depends --ascii").output.contains("`. "))
        let graph = desk.rail("tree --depends --dot").output
        #expect(graph.contains("style=dashed") && graph.contains("style=bold"))
    }

    @Test func `a relation between teams is marked`() throws {
        let teams = try ["Nova", "Orbit"].map { try desk.write("team new \($0)") }
        let (one, other) = (try add("One"), try add("Other"))
        try desk.write("link \(one) blocks \(other)")
        try desk.write("set \(one) team:\(teams[0])")
        #expect(!desk.rail("tree --depends").output.contains("⇄"))
        try desk.write("set \(other) team:\(teams[1])")
        let text = desk.rail("tree --depends").output
        #expect(text.contains("⇄ Nova") && text.contains("⇄ another team"))
        #expect(desk.rail("tree --depends --ascii").output.contains("<> Nova"))
        try desk.write("set \(other) team:\(teams[0])")
        #expect(!desk.rail("tree --depends").output.contains("⇄"))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every item that waits is found, at any depth`(_ seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let ids = try (0..<10).map { try add("Item \($0)") }
        var waits: [Int: Set<Int>] = [:]
        for _ in 0..<14 {
            let (one, other) = (dice.below(10), dice.below(10))
            guard one < other, waits[other]?.contains(one) != true else { continue }
            try desk.write("link \(ids[one]) blocks \(ids[other])")
            waits[other, default: []].insert(one)
        }
        for top in 0..<10 {
            var reached: Set<Int> = [top]
            while true {
                let more = reached.union(reached.flatMap { waits[$0] ?? [] })
                if more == reached { break }
                reached = more
            }
            let found = try desk.column("id", of: "tree \(ids[top]) --depends --depth 20")
            #expect(Set(found) == Set(reached.map { ids[$0] }))
        }
    }

    @Test func `depth and length are limited, and what is left out is named`() throws {
        var above = try add("Level 0")
        for level in 1...5 { above = try add("Level \(level)", under: above) }
        for depth in 1...5 {
            let rows = try desk.rows("tree --depth \(depth)")
            #expect(rows.count == depth + 1)
            #expect(rows.last?["hidden"] as? Int == (depth < 5 ? 1 : 0))
        }
        #expect(desk.rail("tree --depth \(ItemTree.depthMax)").status == .yes)
        let text = desk.rail("tree --depth 2").output
        #expect(text.contains("1 below; --depth 3"))
        #expect(text.contains("--depth 3 shows the next level"))
        #expect(desk.rail("tree --limit 2").lines.last == "the first 2 rows; --limit 4 shows more")
        #expect(!desk.rail("tree --limit 6").output.contains("--limit"))
        #expect(desk.rail("tree --limit \(Int.max)").status == .yes)
        let problems = try Desk.json(desk.rail("tree --limit 2 --depth 1 --json").output)[
            "problems"]
        let codes = (problems as? [[String: Any]])?.compactMap { $0["code"] as? String }
        #expect(codes == ["tree-deep"])
    }

    @Test func `a title can neither end a graph nor draw on the screen`() throws {
        let top = try desk.write("add 'A \"] evil [label=\"x\\'")
        _ = try add("B", under: top)
        let graph = desk.rail("tree --dot").output
        #expect(graph.contains(#"A \"] evil [label=\"x\\"#))
        #expect(graph.hasSuffix("}\n"))
    }

    @Test(arguments: [40, 80, 160])
    func `a tree fits the terminal`(_ width: Int) throws {
        var above = try add("A title that says far more than any terminal has room to show, 長い題名")
        for level in 1...7 {
            let next = try add("Level \(level) of a title that goes on for quite a while")
            try desk.write("link \(next) blocks \(above)")
            try desk.write("move \(next) --under \(above)")
            above = next
        }
        for line in ["tree", "tree --depends", "tree --ascii"] {
            for text in desk.rail(line, width: width).lines {
                #expect(TextWidth.of(text) <= max(width, 60), "\(line): \(text)")
            }
        }
    }

    @Test func `who listens hears the level`() throws {
        let top = try add("Top")
        _ = try add("Part", under: top)
        let answer = desk.rail("tree --plain")
        #expect(answer.output.contains("level: 1\n"))
        #expect(answer.lines.allSatisfy { $0.contains(": ") })
    }

    @Test(arguments: [
        ("tree --depth 0", "from 1 to 1000", 2), ("tree --depth 1001", "from 1 to 1000", 2),
        ("tree --depth x", "--depth", 2), ("tree --limit 0", "from 1 on", 2),
        ("tree zz", "at least 4", 5), ("tree zzzz", "zzzz", 5), ("tree ''", "at least 4", 5),
        ("tree $1 $1", "$1", 2), ("tree --dot --json", "one form", 2),
        ("tree --dot --plain", "one form", 2), ("tree --dot --csv", "one form", 2),
        ("tree --dott", "--dott", 2), ("tree --json=titel", "Did you mean title or tie?", 2),
        ("tre", "`rail tree`", 2),
    ])
    func `clumsy words get one clear line and their status`(
        _ line: String, _ hint: String, _ status: Int
    ) throws {
        let item = try add("Top")
        _ = try add("Part", under: item)
        let answer = desk.rail(line.replacing("$1", with: item))
        #expect(answer.status?.rawValue == Int32(status), "\(answer.errors)")
        #expect(answer.errors.contains(hint.replacing("$1", with: item)), "\(answer.errors)")
        #expect(answer.output.isEmpty)
    }
}
