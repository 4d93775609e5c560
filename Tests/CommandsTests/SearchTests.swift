import Causality
import Lattice
import ReleaseModel
import Replication
import SimulationKit
import Testing

@testable import Commands

/// Searches against a plain loop over the same items.
@Suite struct SearchTests {
    private static let words = [
        "Straße", "ledger", "ΟΔΟΣ", "Café", "CARD", "100 %", "二つ", "o'clock",
    ]
    private static let asked = [
        "STRASSE", "Ledger", "οδος", "CAFÉ", "card", "car", "%", "二", "O'CLOCK", "asse", "_",
    ]

    @Test(arguments: [1, 2] as [UInt64])
    func `a search finds what a loop over the items would`(_ seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let desk = try #require(try Town("tokyo").desks.first)
        var texts: [String: [String]] = [:]
        for number in 0..<10 {
            let pick = { (dice: inout SplitMix64) in
                Self.words.randomElement(using: &dice) ?? ""
            }
            let (title, body) = ("Item \(number) \(pick(&dice))", "Before \(pick(&dice)) after")
            let id = try desk.write("add \"\(title)\" body:\"\(body)\"")
            texts[id] = [title, body]
            if Bool.random(using: &dice) {
                let comment = "She said \(pick(&dice))."
                try desk.write("comment \(id) \"\(comment)\"")
                texts[id]?.append(comment)
            }
            if Bool.random(using: &dice) {
                try desk.write("set \(id) +ledger")
                texts[id]?.append("ledger")
            }
        }
        func holds(_ word: String, _ texts: [String]) -> Bool {
            let word = word.uppercased().lowercased()
            return texts.contains { $0.uppercased().lowercased().contains(word) }
        }
        for word in Self.asked {
            let found = try desk.column("id", of: "search --limit 99 \"\(word)\"")
            #expect(Set(found) == Set(texts.filter { holds(word, $0.value) }.keys), "\(word)")
            let other = Self.asked.randomElement(using: &dice) ?? word
            let both = try desk.column("id", of: "search --limit 99 \"\(word)\" \"\(other)\"")
            let expected = texts.filter { holds(word, $0.value) && holds(other, $0.value) }
            #expect(Set(both) == Set(expected.keys), "\(word) and \(other)")
        }
    }

    @Test func `what is in the title comes first, and each says where it was found`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let comment = try desk.write("add \"Slow basket\"")
        try desk.write("comment \(comment) \"The ledger is asked for every line, one by one.\"")
        let body = try desk.write("add \"Nightly run\" body:\"It locks the whole ledger\"")
        let label = try desk.write("add \"Close the year\" +ledger")
        let done = try desk.write("add \"Ledger of refunds\"")
        try desk.write("done \(done)")
        let title = try desk.write("add \"The ledger agrees\"")
        let rows = try desk.rows("search LEDGER")
        #expect(rows.compactMap { $0["id"] as? String } == [title, done, label, body, comment])
        let output = desk.rail("search ledger").output
        #expect(output.contains("label: ledger"))
        #expect(output.contains("description: …locks the whole ledger"))
        #expect(output.contains("comment: The ledger is asked for every"))
        #expect(desk.rail("search ledger --limit 2").output.contains("and 3 more: --limit 5"))
    }

    @Test func `an excerpt shows the word, wherever in a long text it stands`() throws {
        let word = FoldedText("needle")
        for before in [0, 3, 15, 16, 17, 400] {
            for letter in ["a", "ß", "二"] {
                let text = String(repeating: letter, count: before) + " NEEDLE " + letter
                let folded = FoldedText(text)
                let hit = try #require(SearchHit(word, in: text, folded: folded, .description))
                #expect(hit.excerpt.contains("NEEDLE"), "\(before) \(letter)")
                #expect(hit.excerpt.count <= 70)
            }
        }
    }

    @Test func `what is archived or merged away is not found`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let (one, other) = (try desk.write("add Card"), try desk.write("add Cards +cardboard"))
        let gone = try desk.write("add \"Old card\"")
        try desk.write("archive \(gone)")
        try desk.write("merge \(other) --into \(one)")
        #expect(try desk.column("id", of: "search card") == [one])
        try desk.write("team new Cardholders")
        #expect(try desk.column("id", of: "search cardholders").isEmpty)
        #expect(desk.rail("search nothing").output == "no item says that\n")
    }

    @Test(arguments: [
        ("search", "<text>", 2), ("search ''", "Say what to look for", 2),
        ("search '  '", "Say what to look for", 2), ("search x --limit 0", "from 1 on", 2),
        ("search x --limit many", "--limit", 2), ("search --title x", "--title", 2),
        ("search 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "16 words at most", 2),
        ("serach x", "`rail search`", 2),
    ])
    func `clumsy words get one clear line and their status`(
        _ line: String, _ hint: String, _ status: Int
    ) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let answer = desk.rail(line)
        #expect(answer.status?.rawValue == Int32(status), "\(answer.errors)")
        #expect(answer.errors.contains(hint), "\(answer.errors)")
        #expect(answer.output.isEmpty)
    }

    @Test(arguments: ["'; DROP TABLE item; --", "a\\", "%_%", "\u{202e}evil", "🏳️‍🌈"])
    func `anything may be looked for`(_ text: String) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let item = try desk.write("add Plain")
        try desk.replica().commit { draft, _ in
            let id = try #require(ReplicaView.identifier(item))
            try draft.append(id, Item.comments, .text("it says \(text) there"))
        }
        #expect(desk.rail(["search", "--json", "--", text]).output.contains(item))
        let long = String(repeating: "x", count: 60_000)
        #expect(desk.rail(["search", long]).output == "no item says that\n")
    }
}
