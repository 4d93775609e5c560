import SimulationKit
import Testing

@testable import Commands

/// What is ready, blocked and awaited, against a plain loop over the same items and relations.
@Suite struct BacklogQuestionTests {
    /// What a test knows of an item that it made.
    private struct Known {
        let id: String
        let state: String
        let isMine: Bool

        var isOpen: Bool { !["done", "dropped"].contains(state) }

        var mayBegin: Bool {
            ["inbox", "triaged", "ready"].contains(state) || state == "active" && isMine
        }
    }

    private struct Pair: Hashable {
        let blocker: Int
        let waiter: Int
    }

    private static let states = [
        "inbox", "triaged", "ready", "active", "review", "integrated", "done", "dropped",
    ]

    private func items(
        _ count: Int, _ desk: Desk, _ dice: inout SplitMix64
    ) throws -> [Known] {
        try (0..<count).map { number in
            let id = try desk.write("add \"Item \(number)\"")
            let state = number < 2 ? "inbox" : Self.states.randomElement(using: &dice) ?? "inbox"
            if state != "inbox" { try desk.write("set \(id) state:\(state)") }
            let isMine = Bool.random(using: &dice)
            if isMine { try desk.write("claim \(id)") }
            return Known(id: id, state: state, isMine: isMine)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every list says what a loop over the items says`(_ seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let town = try Town("tokyo", "recife")
        let (desk, other) = (town.desks[0], town.desks[1])
        let count = 12
        let known = try items(count, desk, &dice)
        var pairs: Set<Pair> = []
        for _ in 0..<16 {
            // Relations that all go one way close no circle.
            let ends = [0, 1].map { _ in Int.random(in: 0..<count, using: &dice) }.sorted()
            guard ends[0] < ends[1] else { continue }
            pairs.insert(Pair(blocker: ends[0], waiter: ends[1]))
        }
        for pair in pairs {
            try desk.write("link \(known[pair.blocker].id) blocks \(known[pair.waiter].id)")
        }
        if let gone = pairs.randomElement(using: &dice) {
            try desk.write("unlink \(known[gone.blocker].id) blocks \(known[gone.waiter].id)")
            pairs.remove(gone)
        }
        try town.meet()
        // One merges the last two, while another who does not know states a relation of the one that goes.
        let (kept, merged) = (count - 2, count - 1)
        try desk.write("merge \(known[merged].id) --into \(known[kept].id)")
        try other.write("link \(known[0].id) blocks \(known[merged].id)")
        try town.meet()
        pairs.insert(Pair(blocker: 0, waiter: merged))
        let read = Set(
            pairs.map { Pair(blocker: min($0.blocker, kept), waiter: min($0.waiter, kept)) }
        ).filter { known[$0.blocker].isOpen && known[$0.waiter].isOpen && $0.blocker != $0.waiter }
        try compare(Array(known.dropLast()), read, desk)
    }

    private func compare(_ known: [Known], _ pairs: Set<Pair>, _ desk: Desk) throws {
        let open = known.indices.filter { known[$0].isOpen }
        let blocked = open.filter { place in pairs.contains { $0.waiter == place } }
        let ready = open.filter { !blocked.contains($0) && known[$0].mayBegin }
        let ids = { (places: [Int]) in Set(places.map { known[$0].id }) }
        #expect(Set(try desk.column("id", of: "blocked")) == ids(blocked))
        #expect(Set(try desk.column("id", of: "ready")) == ids(ready))
        #expect(Set(try desk.column("id", of: "next --limit 100")) == ids(ready))
        #expect(Set(try desk.column("id", of: "mine")) == ids(open.filter { known[$0].isMine }))
        let blocking = try desk.rows("blocking")
        let counts = blocking.map { $0["waiting"] as? Int ?? 0 }
        #expect(counts == counts.sorted(by: >))
        for place in open {
            let row = blocking.first { $0["id"] as? String == known[place].id }
            let expected = pairs.filter { $0.blocker == place }.count
            #expect(row?["waiting"] as? Int ?? 0 == expected)
            let why = try Desk.json(desk.rail("why \(known[place].id) --json").output)
            let data = try #require(why["data"] as? [String: Any])
            #expect(data["ready"] as? Bool == ready.contains(place))
            #expect((data["readiness"] as? String == "blocked") == blocked.contains(place))
            let others = try #require(data["waitsFor"] as? [[String: Any]])
            #expect(
                Set(others.compactMap { $0["id"] as? String })
                    == ids(pairs.filter { $0.waiter == place }.map(\.blocker)))
            #expect((data["awaitedBy"] as? [[String: Any]])?.count == expected)
        }
    }

    @Test func `a relation that would close a circle blocks nothing, and why names it`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        let (card, refund) = (try tokyo.write("add Card"), try tokyo.write("add Refund"))
        try town.meet()
        try tokyo.write("link \(card) blocks \(refund)")
        try recife.write("link \(refund) blocks \(card)")
        try town.meet()
        #expect(try tokyo.column("id", of: "blocked").count == 1)
        #expect(try tokyo.column("id", of: "ready").count == 1)
        let free = try #require(try tokyo.column("id", of: "ready").first)
        let answer = tokyo.rail("why \(free)").output
        #expect(answer.contains("ready: "))
        #expect(answer.contains("that relation is suspended"))
        #expect(answer.contains("rail keep"))
    }

    @Test func `next puts what is most urgent first, and why adds up to the same`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("add Someday priority:low")
        let soon = try desk.write("add Soon priority:high due:tomorrow type:bug")
        try desk.write("add Later priority:high")
        let rows = try desk.rows("next --limit 2")
        #expect(rows.map { $0["title"] as? String } == ["Soon", "Later"])
        let urgency = try #require(rows.first?["urgency"] as? [String: Any])
        let terms = try #require(urgency["terms"] as? [[String: Any]])
        let points = terms.compactMap { $0["points"] as? Int }
        #expect(points.reduce(0, +) == urgency["sum"] as? Int)
        #expect(terms.compactMap { $0["term"] as? String } == ["due", "priority", "type"])
        let why = try Desk.json(desk.rail("why \(soon) --json").output)
        let same = (why["data"] as? [String: Any])?["urgency"] as? [String: Any]
        #expect(same?["sum"] as? Int == urgency["sum"] as? Int)
    }

    /// More items than are looked at first, all alike but for what urgency is made of.
    @Test(arguments: [4, 5] as [UInt64])
    func `the first of next are the first of all that is ready`(_ seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let desk = try #require(try Town("tokyo").desks.first)
        let pick = { (words: [String]) in words.randomElement(using: &dice) ?? "" }
        var rows: [[String]] = []
        for number in 0..<420 {
            let month = Int.random(in: 1...12, using: &dice)
            let date =
                "2026-\(month < 10 ? "0" : "")\(month)-1\(Int.random(in: 0...9, using: &dice))"
            let day = pick(["", date, date + "@Asia/Tokyo"])
            rows.append([
                "Item \(number)", pick(["", "low", "medium", "high"]), pick(["bug", "risk"]), day,
            ])
        }
        try desk.importItems(["title", "priority", "type", "due"], rows)
        let all = try desk.column("id", of: "next --limit 1000")
        #expect(all.count == 420)
        for limit in [1, 7, 150, 419] {
            let first = try desk.column("id", of: "next --limit \(limit)")
            #expect(first == Array(all.prefix(limit)), "\(limit)")
        }
    }

    @Test func `what another has claimed waits behind, what another began is not ready`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        let (free, claimed) = (try tokyo.write("add Free"), try tokyo.write("add Claimed"))
        let begun = try tokyo.write("add Begun")
        try town.meet()
        try recife.write("claim \(claimed)")
        try recife.write("claim \(begun)")
        try recife.write("start \(begun)")
        try town.meet()
        #expect(try tokyo.column("id", of: "next") == [free, claimed])
        #expect(try recife.column("id", of: "next").first == begun)
        #expect(tokyo.rail("why \(begun)").output.contains("under way, and not yours"))
        #expect(tokyo.rail("why \(claimed)").output.contains("claimed   by somebody else"))
    }

    @Test func `nothing that is ready is an answer of no`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        #expect(desk.rail("ready").status == .no)
        let answer = desk.rail("ready --json")
        #expect(answer.status == .no)
        #expect((try Desk.json(answer.output)["data"] as? [Any])?.isEmpty == true)
        for line in ["blocked", "blocking", "mine", "next"] {
            #expect(desk.rail(line).status == .yes, "\(line)")
            #expect(!desk.rail(line).output.isEmpty, "\(line)")
        }
        try desk.write("add Something")
        #expect(desk.rail("ready").status == .yes)
        #expect(desk.rail("ready +ios").status == .no)
    }

    @Test func `a name that was merged away is asked for as what it stands for`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let (one, other) = (try desk.write("add Card"), try desk.write("add Cards"))
        try desk.write("merge \(other) --into \(one)")
        let answer = desk.rail("why \(other)")
        #expect(answer.lines.first?.contains("was merged into Card") == true)
        #expect(answer.output.contains("ready: "))
    }

    @Test(arguments: [
        ("next --limit 0", "from 1 on", 2), ("next --limit x", "--limit", 2),
        ("next --limit=-3", "from 1 on", 2), ("next --limit 99999999999999999999", "--limit", 2),
        ("next --limit", "--limit", 2), ("ready stat:ready", "Did you mean state?", 2),
        ("ready state:redy", "Did you mean ready?", 2), ("ready --urgent", "--help", 2),
        ("blocked 'priorty>=high'", "Did you mean priority?", 2),
        ("blocking due.before:someday", "due", 2), ("mine team:Nowhere", "Nowhere", 5),
        ("why", "<id>", 2), ("why zz", "at least 4", 5), ("why zzzz", "zzzz", 5),
        ("why $1 $1", "$1", 2), ("why ''", "at least 4", 5), ("why '1 OR 1'", "1 OR 1", 5),
        ("redy", "`rail ready`", 2), ("blokced", "`rail blocked`", 2),
    ])
    func `clumsy words get one clear line and their status`(
        _ line: String, _ hint: String, _ status: Int
    ) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let item = try desk.write("add \"Pay by card\"")
        let answer = desk.rail(line.replacing("$1", with: item))
        #expect(answer.status?.rawValue == Int32(status), "\(answer.errors)")
        #expect(answer.errors.contains(hint.replacing("$1", with: item)), "\(answer.errors)")
        #expect(answer.output.isEmpty)
    }

    @Test(arguments: [40, 80, 160])
    func `tables fit the terminal`(_ width: Int) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let long =
            "A title that says far more than any terminal of eighty columns has room to show it"
        let (one, other) = (
            try desk.write("add \"\(long)\""), try desk.write("add \"二つ目の長い題名 \(long)\"")
        )
        try desk.write("link \(one) blocks \(other)")
        try desk.write("claim \(one)")
        for line in ["ready", "blocked", "blocking", "mine", "next", "why \(other)"] {
            for text in desk.rail(line, width: width).lines {
                #expect(TextWidth.of(text) <= max(width, 60), "\(line): \(text)")
            }
        }
    }
}
