import Causality
import History
import Lattice
import ReleaseModel
import Testing

@testable import Commands

/// Every card prints the command that settles it: here it is typed as it was printed.
@Suite struct SettleCommandTests {
    /// How two people come to a card of one kind without knowing of each other.
    struct Story: CustomTestStringConvertible {
        let kind: String
        /// What they share before; each line's first identifier is `$1`, `$2` and so on.
        let shared: [String]
        let tokyo: [String]
        let recife: [String]
        /// What a program without our rules then writes in Tokyo, to `$1`.
        var forced: (FieldDefinition, Value)?
        /// How many of the other ways out are only asked for, until somebody grants them.
        var asked = 0

        var testDescription: String { kind }
    }

    private static let items = ["add \"Pay by card\"", "add \"Refund in one click\""]

    static let stories = [
        Story(
            kind: "edits", shared: items, tokyo: ["set $1 priority:high"],
            recife: ["set $1 priority:low"]),
        Story(
            kind: "contested", shared: items + ["team new Nova", "team new Aurora"],
            tokyo: ["set $1 team:Nova"], recife: ["set $1 team:Aurora"]),
        Story(kind: "claim", shared: items, tokyo: ["claim $1"], recife: ["claim $1"]),
        Story(
            kind: "archive", shared: items, tokyo: ["archive $1"],
            recife: ["set $1 due:2026-12-08"]),
        Story(
            kind: "blocking", shared: items, tokyo: ["link $1 blocks $2"],
            recife: ["link $2 blocks $1"]),
        Story(
            kind: "loop", shared: items, tokyo: ["move $1 --under $2"],
            recife: ["move $2 --under $1"]),
        Story(
            kind: "freeze",
            shared: ["release new 2.4.0 window:2026-12-01T09:00..2026-12-01T11:00@UTC"],
            tokyo: ["release move $1 window:2026-12-21T09:00..2026-12-21T11:00@UTC"],
            recife: ["freeze new \"Year end\" window:2026-12-20..2027-01-03@UTC"], asked: 1),
        Story(
            kind: "edits",
            shared: ["release new 2.4.0 window:2026-12-01..2026-12-04@UTC"],
            tokyo: ["release move $1 window:2026-12-03..2026-12-04@UTC"],
            recife: ["release move $1 window:2026-12-01..2026-12-02@UTC"]),
        Story(
            kind: "window", shared: ["freeze new \"Year end\" window:2026-12-20..2027-01-03@UTC"],
            tokyo: ["freeze move $1 window:2026-12-18..2027-01-03@UTC"],
            recife: ["freeze move $1 window:2026-12-20..2027-01-05@UTC"], asked: 2),
        Story(
            kind: "order",
            shared: [
                "train new winter",
                "milestone new \"Go decision\" kind:go train:winter when:2026-12-10",
                "milestone new \"Code freeze\" kind:freeze train:winter when:2026-12-01",
            ],
            tokyo: ["milestone move $2 when:2026-12-03"],
            recife: ["milestone move $3 when:2026-12-05"]),
        Story(
            kind: "name", shared: items, tokyo: ["train new \"Nova's & co\""],
            recife: ["train new \"Nova's & co\""]),
        Story(
            kind: "contested", shared: ["train new winter"], tokyo: ["train hold $1"],
            recife: ["train slow $1"], asked: 1),
        Story(
            kind: "edits", shared: items, tokyo: ["done $1"], recife: ["drop $1"]),
        Story(
            kind: "merge", shared: items, tokyo: ["merge $1 --into $2"],
            recife: ["merge $2 --into $1"]),
        Story(
            kind: "redirect", shared: items + ["add \"Show the stock\""],
            tokyo: ["merge $1 --into $2"], recife: ["link $1 blocks $3"]),
        Story(
            kind: "step", shared: ["release new 2.4.0"], tokyo: [],
            recife: ["release set $1 phase:candidate"],
            forced: (Release.phase, .text("closed"))),
        Story(
            kind: "step", shared: ["release new 2.4.0"], tokyo: [], recife: [],
            forced: (Release.phase, .text("gated"))),
        Story(
            kind: "grant",
            shared: [
                "release new 2.4.0", "release set 2.4.0 phase:candidate",
                "release set 2.4.0 phase:gated",
            ],
            tokyo: [], recife: [], forced: (Release.phase, .text("go")), asked: 1),
        Story(
            kind: "grant", shared: ["train new winter", "train hold winter"], tokyo: [],
            recife: [], forced: (Train.brake, .list([.text("free"), .none])), asked: 1),
    ]

    /// Cards that nothing typed brings about: of copied files, which processes play.
    private static let made = ["fork"]

    @Test func `every kind of card has its story`() {
        let told = Self.stories.map(\.kind) + Self.made
        #expect(Set(CardKind.allCases.map(\.rawValue)) == Set(told))
    }

    /// Two people who told the story to each other, and the card that came of it.
    private static func told(_ story: Story) throws -> (town: Town, card: [String: Any]) {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        var ids: [String] = []
        for line in story.shared { ids.append(try tokyo.write(line)) }
        try town.meet()
        for line in story.tokyo { try tokyo.write(filled(line, ids)) }
        for line in story.recife { try recife.write(filled(line, ids)) }
        if let (field, value) = story.forced { try tokyo.force(value, field, of: ids[0]) }
        try town.meet()
        for desk in town.desks {
            #expect(try desk.column("kind", of: "conflicts list") == [story.kind])
        }
        return (town, try #require(try recife.rows("conflicts list").first))
    }

    private static func answer(_ desk: Desk, _ command: String) -> Desk.Answer {
        desk.rail(Array(ShellWords.split(command).dropFirst()))
    }

    @Test(arguments: stories)
    func `the printed command settles the card everywhere`(_ story: Story) throws {
        let (town, card) = try Self.told(story)
        let command = try #require(card["settle"] as? String)
        let answer = Self.answer(town.desks[1], command)
        #expect(answer.status == .yes, "\(command): \(answer.errors)")
        try town.meet()
        for desk in town.desks {
            #expect(try desk.rows("conflicts list").isEmpty, "\(desk.name) after \(command)")
        }
    }

    @Test(arguments: stories)
    func `every other way out settles it too, or is asked for and changes nothing`(
        _ story: Story
    ) throws {
        let (_, first) = try Self.told(story)
        var asked = 0
        for place in (first["alternatives"] as? [String] ?? []).indices {
            let (town, card) = try Self.told(story)
            let command = try #require(card["alternatives"] as? [String])[place]
            let answer = Self.answer(town.desks[0], command)
            try town.meet()
            let left = try town.desks.map { try $0.column("id", of: "conflicts list") }
            if answer.status == .asked {
                asked += 1
                #expect(left.allSatisfy { $0 == [card["id"] as? String] }, "\(command)")
                #expect(answer.errors.contains("Asked, not granted"))
            } else {
                #expect(answer.status == .yes, "\(command): \(answer.errors)")
                #expect(left.flatMap { $0 }.isEmpty, "\(left) after \(command)")
            }
        }
        #expect(asked == story.asked)
    }

    @Test func `a page tells both values, who, when, in which change, what is in force and why`()
        throws
    {
        let story = Story(
            kind: "edits", shared: ["add \"Pay by card\""],
            tokyo: ["set $1 \"title:Pay by phone\""], recife: ["set $1 \"title:Pay at once\""])
        let (town, card) = try Self.told(story)
        let id = try #require(card["short"] as? String)
        let page = town.desks[0].rail("conflicts show \(id) --tz Asia/Tokyo", width: 80)
        #expect(page.lines.allSatisfy { $0.count <= 80 })
        let changes = try #require(card["options"] as? [[String: Any]]).compactMap {
            ($0["change"] as? String)?.split(separator: "@")
        }
        for part in [
            "concurrent edits · title", "* 1. Pay at once", "  2. Pay by phone",
            "recife, 2026-09-2", "tokyo, 2026-09-2", "Asia/Tokyo", "in force now",
            "why:    the latest by its writer's clock",
            "settle: rail conflicts settle \(id) --take 1",
            "or:     rail conflicts settle \(id) --take 2",
        ] + changes.map({ "change \($0[0].prefix(8))@\($0[1])" }) {
            #expect(page.output.contains(part), "\(part) in\n\(page.output)")
        }
        town.desks[1].rail("conflicts ack \(id) --note \"Asked the team\"")
        try town.meet()
        #expect(town.desks[0].rail("conflicts show \(id)").output.contains("Asked the team"))
        #expect(town.desks[0].rail("conflicts").output.contains("(seen)"))
    }

    /// A line with the identifiers of what was shared.
    private static func filled(_ line: String, _ ids: [String]) -> String {
        var line = line
        for (place, id) in ids.enumerated() { line = line.replacing("$\(place + 1)", with: id) }
        return line
    }
}
