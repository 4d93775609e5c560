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

    /// What everybody does alone: the place, and the command as a shell reads it.
    private static let work = """
        tokyo   set {pay} "title:It's paid"
        tokyo   claim {refund}
        tokyo   comment {old} 'still needed'
        tokyo   move {stock} --under {photos}
        tokyo   link {cart} blocks {search}
        tokyo   merge {crash} --into {bug}
        tokyo   merge {login} --into {cart}
        tokyo   team new "Nova & 'co'"
        tokyo   milestone move {candidate} when:2026-12-16
        tokyo   freeze move {freeze} window:2027-02-27..2027-03-05@Europe/Prague
        tokyo   release set {release} version:2.7.1
        recife  set {pay} 'title:Pay "now"'
        recife  claim {refund}
        recife  link {search} blocks {cart}
        recife  merge {bug} --into {crash}
        recife  link {login} relates {search}
        recife  team new "Nova & 'co'"
        recife  milestone move {ship} when:2026-12-14
        recife  freeze move {freeze} window:2027-02-28..2027-03-07@America/Recife
        recife  release move {release} window:2026-12-22T09:00..2026-12-22T11:00@America/Recife
        recife  release set {release} version:2.8.0
        prague  archive {old}
        prague  move {photos} --under {stock}
        prague  freeze new 'Year end' window:2026-12-21..2027-01-03@Europe/Prague
        """

    /// The kinds of cards that come of it.
    private static let kinds = [
        "archive", "blocking", "claim", "contested", "edits", "freeze", "loop", "merge",
        "name", "order", "redirect", "window",
    ]

    private func clash(_ ids: [String: String]) throws {
        for line in Self.work.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            let place = try #require(places.first { $0.name == words[0] })
            var command = "rail " + words[1]
            for (name, id) in ids {
                command = command.replacingOccurrences(of: "{\(name)}", with: id)
            }
            let answer = try place.shell(command)
            try #require(answer.status == 0, "\(line): \(answer.error)")
        }
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
        try clash(plan())
        try meet()
        var open = try cards(prague)
        #expect(kinds(open) == Self.kinds)
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
        #expect(rounds <= Self.kinds.count)
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
