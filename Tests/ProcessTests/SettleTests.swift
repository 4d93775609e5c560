import Foundation
import SyncTransport
import Testing

/// Whatever clashes, the command that a card names settles it, for everybody.
@Suite(.serialized) struct `Cards of three places` {
    private let hub: HubProcess
    private let root: String
    private let places: [RailPlace]
    private var tokyo: RailPlace { places[0] }
    private var recife: RailPlace { places[1] }
    private var prague: RailPlace { places[2] }

    init() throws {
        hub = try HubProcess(name: "cards-\(UUID().uuidString)")
        try hub.start()
        root = hub.directory + "-places"
        places = try [
            ("tokyo", "Asia/Tokyo"), ("recife", "America/Recife"), ("prague", "Europe/Prague"),
        ].map { [root] in try RailPlace($0.0, zone: $0.1, below: root) }
        try prague.rail("join", hub.link.description, "--as", "Petra")
        for (place, name) in [(tokyo, "Tomoko"), (recife, "Rita")] {
            let invitation = try prague.rail("invite", "--role", "planner", "--for", "1h").text
            let link = invitation.split(whereSeparator: \.isWhitespace)
                .first { $0.hasPrefix("railyard:") }
            try place.rail("join", String(try #require(link)), "--as", name)
        }
    }

    private func end() {
        hub.kill()
        try? FileManager.default.removeItem(atPath: root)
    }

    /// Everybody hears everything, each in another order.
    private func meet() throws {
        for place in [recife, tokyo, prague, recife, tokyo] {
            let answer = try place.rail("sync")
            try #require(answer.status == 0, "\(place.name): \(answer.error)")
        }
    }

    private func made(_ place: RailPlace, _ words: String...) throws -> String {
        let answer = try place.shell(
            (["rail"] + words.map { "'\($0)'" } + ["--json"]).joined(separator: " "))
        let envelope = try JSONSerialization.jsonObject(with: Data(answer.text.utf8))
        let data = (envelope as? [String: Any])?["data"] as? [String: Any]
        return try #require(data?["id"] as? String, "\(words): \(answer.error)")
    }

    private func plan() throws -> [String: String] {
        var ids: [String: String] = [:]
        for name in [
            "pay", "refund", "stock", "photos", "cart", "search", "login", "crash", "bug", "old",
        ] {
            ids[name] = try made(prague, "add", "Item \(name)")
        }
        ids["train"] = try made(prague, "train", "new", "winter")
        ids["service"] = try made(prague, "service", "new", "checkout")
        ids["release"] = try made(prague, "release", "new", "2.7.0", "service:checkout")
        ids["freeze"] = try made(
            prague, "freeze", "new", "Audit", "window:2027-03-01..2027-03-05@Europe/Prague")
        for (kind, day) in [("candidate", "2026-12-10"), ("ship", "2026-12-20")] {
            ids[kind] = try made(
                prague, "milestone", "new", "The \(kind)", "kind:\(kind)", "train:winter",
                "when:\(day)")
        }
        try meet()
        return ids
    }

    /// Everybody works on alone; the kinds of cards that come of it.
    private func clash(_ ids: [String: String]) throws -> [String] {
        let id = { (name: String) in ids[name] ?? "" }
        let work: [(RailPlace, [[String]])] = [
            (
                tokyo,
                [
                    ["set", id("pay"), "title:It's paid"], ["claim", id("refund")],
                    ["comment", id("old"), "still needed"],
                    ["move", id("stock"), "--under", id("photos")],
                    ["link", id("cart"), "blocks", id("search")],
                    ["merge", id("crash"), "--into", id("bug")],
                    ["merge", id("login"), "--into", id("cart")],
                    ["team", "new", "Nova & 'co'"],
                    ["milestone", "move", id("candidate"), "when:2026-12-16"],
                    [
                        "freeze", "move", id("freeze"),
                        "window:2027-02-27..2027-03-05@Europe/Prague",
                    ],
                    ["release", "set", id("release"), "version:2.7.1"],
                ]
            ),
            (
                recife,
                [
                    ["set", id("pay"), "title:Pay \"now\""], ["claim", id("refund")],
                    ["link", id("search"), "blocks", id("cart")],
                    ["merge", id("bug"), "--into", id("crash")],
                    ["link", id("login"), "relates", id("search")],
                    ["team", "new", "Nova & 'co'"],
                    ["milestone", "move", id("ship"), "when:2026-12-14"],
                    [
                        "freeze", "move", id("freeze"),
                        "window:2027-02-28..2027-03-07@America/Recife",
                    ],
                    [
                        "release", "move", id("release"),
                        "window:2026-12-22T09:00..2026-12-22T11:00@America/Recife",
                    ],
                    ["release", "set", id("release"), "version:2.8.0"],
                ]
            ),
            (
                prague,
                [
                    ["archive", id("old")], ["move", id("photos"), "--under", id("stock")],
                    ["freeze", "new", "Year end", "window:2026-12-21..2027-01-03@Europe/Prague"],
                ]
            ),
        ]
        for (place, commands) in work {
            for words in commands {
                let line = words.map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }
                let answer = try place.shell("rail " + line.joined(separator: " "))
                try #require(answer.status == 0, "\(place.name) \(words): \(answer.error)")
            }
        }
        return [
            "archive", "blocking", "claim", "contested", "edits", "freeze", "loop", "merge",
            "name", "order", "redirect", "window",
        ]
    }

    private func cards(_ place: RailPlace) throws -> [String: [String: Any]] {
        var cards: [String: [String: Any]] = [:]
        for card in try place.objects("conflicts", "list") {
            cards[try #require(card["id"] as? String)] = card
        }
        return cards
    }

    private func kinds(_ cards: [String: [String: Any]]) -> [String] {
        cards.values.compactMap { $0["kind"] as? String }.sorted()
    }

    @Test func `the same on all, settled by the command that each names, gone on all`() throws {
        defer { end() }
        let expected = try clash(plan())
        try meet()
        var open = try cards(prague)
        #expect(kinds(open) == expected)
        for place in places { #expect(Set(try cards(place).keys) == Set(open.keys)) }
        try expectGrants(open)
        var rounds = 0
        while let card = open.values.min(by: { name($0) < name($1) }), rounds < 20 {
            let place = places[rounds % places.count]
            let command = try #require(card["settle"] as? String)
            let answer = try place.shell(command)
            #expect(answer.status == 0, "\(place.name): \(command): \(answer.error)")
            try meet()
            for other in places {
                let left = try cards(other)
                #expect(left[name(card)] == nil, "\(other.name) still has \(command)")
                #expect(Set(left.keys).isSubset(of: open.keys), "\(other.name) after \(command)")
            }
            open = try cards(prague)
            rounds += 1
        }
        #expect(open.isEmpty)
        #expect(rounds <= expected.count)
    }

    private func name(_ card: [String: Any]) -> String { card["id"] as? String ?? "" }

    /// What only a grant can settle is asked for, and changes nothing yet.
    private func expectGrants(_ cards: [String: [String: Any]]) throws {
        var asked = 0
        for card in cards.values {
            let kind = card["kind"] as? String ?? ""
            let others = card["alternatives"] as? [String] ?? []
            guard kind == "freeze" || kind == "window", let command = others.last else { continue }
            let answer = try tokyo.shell(command)
            #expect(answer.status == 75, "\(command): \(answer.text)\(answer.error)")
            #expect(answer.error.contains("Asked, not granted"))
            asked += 1
        }
        #expect(asked == 2)
        try meet()
        for place in places { #expect(Set(try self.cards(place).keys) == Set(cards.keys)) }
    }
}
