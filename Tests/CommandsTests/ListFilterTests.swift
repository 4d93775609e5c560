import SimulationKit
import Testing

@testable import Commands

/// Filters against a plain loop over the same items.
@Suite struct ListFilterTests {
    /// What a test knows of an item that it made.
    private struct Known {
        var id = ""
        let title: String
        let priority: String?
        let team: String?
        let labels: [String]
        /// Day of December 2026.
        let due: Int?
        let size: Int?

        var line: String {
            let words: [String?] = [
                "add \"\(title)\"", priority.map { "priority:\($0)" }, team.map { "team:\($0)" },
                due.map { "due:2026-12-\($0)" }, size.map { "size:\($0)" },
            ]
            return (words.compactMap { $0 } + labels.map { "+\($0)" }).joined(separator: " ")
        }
    }

    private static let rungs = ["low", "medium", "high", "urgent"]

    private func items(_ dice: inout SplitMix64) -> [Known] {
        (0..<14).map { number in
            Known(
                title: "\(["Pay", "Refund", "100 % safe"][number % 3]) \(number)",
                priority: (Self.rungs + [""]).randomElement(using: &dice).flatMap {
                    $0.isEmpty ? nil : $0
                },
                team: ["Nova", "Aurora", nil].randomElement(using: &dice) ?? nil,
                labels: ["ios", "web"].filter { _ in Bool.random(using: &dice) },
                due: Bool.random(using: &dice) ? Int.random(in: 10...28, using: &dice) : nil,
                size: Bool.random(using: &dice) ? Int.random(in: 1...9, using: &dice) : nil)
        }
    }

    private func rung(_ item: Known) -> Int? { item.priority.flatMap(Self.rungs.firstIndex) }

    @Test(arguments: [1, 2] as [UInt64])
    func `every word narrows as a loop over the items would`(_ seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("team new Nova")
        try desk.write("team new Aurora")
        var known = items(&dice)
        for place in known.indices { known[place].id = try desk.write(known[place].line) }
        let words: [(String, (Known) -> Bool)] = [
            ("pay", { $0.title.hasPrefix("Pay") }),
            ("%", { $0.title.contains("%") }),
            ("+ios", { $0.labels.contains("ios") }),
            ("-web", { !$0.labels.contains("web") }),
            ("team:Nova", { $0.team == "Nova" }),
            ("team:Nova,Aurora", { $0.team != nil }),
            ("team:", { $0.team == nil }),
            ("priority:low,high", { ["low", "high"].contains($0.priority) }),
            ("'priority>=high'", { rung($0).map { $0 >= 2 } ?? false }),
            ("'priority<high'", { rung($0).map { $0 < 2 } ?? false }),
            ("'size>3'", { $0.size.map { $0 > 3 } ?? false }),
            ("'size<=3'", { $0.size.map { $0 <= 3 } ?? false }),
            ("size:5", { $0.size == 5 }),
            ("due.before:2026-12-19", { $0.due.map { $0 < 19 } ?? false }),
            ("due.after:2026-12-19", { $0.due.map { $0 > 19 } ?? false }),
            ("'due>=2026-12-19'", { $0.due.map { $0 >= 19 } ?? false }),
            ("'due<=2026-12-19'", { $0.due.map { $0 <= 19 } ?? false }),
            ("due:2026-12-19,2026-12-20", { $0.due == 19 || $0.due == 20 }),
            ("labels:ios,web", { !$0.labels.isEmpty }),
            ("labels:", { $0.labels.isEmpty }),
            ("state:inbox,ready", { _ in true }),
            ("state:done", { _ in false }),
        ]
        for (word, holds) in words {
            let found = try desk.column("id", of: "ls \(word)")
            #expect(Set(found) == Set(known.filter(holds).map(\.id)), "\(word)")
        }
        for _ in 0..<12 {
            let picked = words.shuffled(using: &dice).prefix(2)
            let found = try desk.column("id", of: "ls " + picked.map(\.0).joined(separator: " "))
            let expected = known.filter { item in picked.allSatisfy { $0.1(item) } }
            #expect(Set(found) == Set(expected.map(\.id)), "\(picked.map(\.0))")
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

    @Test(arguments: [
        ("ls stat:ready", "Did you mean state?"), ("ls 'priorty>=high'", "Did you mean priority?"),
        ("ls state:actve", "Did you mean active?"), ("ls due.befor:fri", "Did you mean due.before"),
        ("ls 'team>=Nova'", "Name values: team:A,B."), ("ls --urgent", "--help"),
    ])
    func `a word that means nothing is refused with what may be meant`(
        _ line: String, _ hint: String
    ) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let answer = desk.rail(line)
        #expect(answer.status == .usage)
        #expect(answer.errors.contains(hint), "\(answer.errors)")
    }
}
