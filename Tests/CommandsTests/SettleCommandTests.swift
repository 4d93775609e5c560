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
        /// What a person puts where the command leaves a word in capitals.
        var blank = ""

        var testDescription: String { kind }
    }

    private static let items = ["add \"Pay by card\"", "add \"Refund in one click\""]

    static let stories = [
        Story(
            kind: "edits", shared: items, tokyo: ["set $1 priority:high"],
            recife: ["set $1 priority:low"], blank: "high"),
        Story(
            kind: "contested", shared: items + ["team new Nova", "team new Aurora"],
            tokyo: ["set $1 team:Nova"], recife: ["set $1 team:Aurora"], blank: "Nova"),
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
            recife: ["freeze new \"Year end\" window:2026-12-20..2027-01-03@UTC"],
            blank: "2027-02-01..2027-02-02@UTC"),
        Story(
            kind: "window", shared: ["freeze new \"Year end\" window:2026-12-20..2027-01-03@UTC"],
            tokyo: ["freeze move $1 window:2026-12-18..2027-01-03@UTC"],
            recife: ["freeze move $1 window:2026-12-20..2027-01-05@UTC"],
            blank: "2026-12-18..2027-01-05@UTC"),
        Story(
            kind: "order",
            shared: [
                "train new winter",
                "milestone new \"Go decision\" kind:go train:winter when:2026-12-10",
                "milestone new \"Code freeze\" kind:freeze train:winter when:2026-12-01",
            ],
            tokyo: ["milestone move $2 when:2026-12-03"],
            recife: ["milestone move $3 when:2026-12-05"], blank: "2026-12-02"),
        Story(
            kind: "name", shared: items, tokyo: ["train new winter"],
            recife: ["train new winter"], blank: "spring"),
    ]

    /// Cards that no command of this version can bring about.
    private static let made = ["step", "grant", "fork"]

    @Test func `every kind of card has its story`() {
        let told = Self.stories.map(\.kind) + Self.made
        #expect(Set(CardKind.allCases.map(\.rawValue)).isSubset(of: told))
    }

    @Test(arguments: stories)
    func `the printed command settles the card everywhere`(_ story: Story) throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        var ids: [String] = []
        for line in story.shared { ids.append(try tokyo.write(line)) }
        try town.meet()
        for line in story.tokyo { try tokyo.write(Self.filled(line, ids)) }
        for line in story.recife { try recife.write(Self.filled(line, ids)) }
        try town.meet()

        for desk in town.desks {
            #expect(try desk.column("kind", of: "conflicts list") == [story.kind])
        }
        let card = try #require(try recife.rows("conflicts list").first)
        let command = try #require(card["settle"] as? String)
        let answer = recife.rail(Array(Self.typed(command, story.blank).dropFirst()))
        #expect(answer.status == .yes, "\(command): \(answer.errors)")
        try town.meet()
        for desk in town.desks {
            #expect(try desk.rows("conflicts list").isEmpty, "\(desk.name) after \(command)")
        }
    }

    @Test func `void steps print commands that can be typed`() throws {
        for (kind, card) in try Self.voidCards() {
            #expect(card.kind.rawValue == kind)
            let words = Self.typed(
                card.settle.replacing("{subject}", with: Crockford.text(card.subjects[0])),
                "draft")
            #expect(CommandPath(Array(words.dropFirst())).parsed() != nil, "\(words)")
        }
    }

    /// A line with the identifiers of what was shared.
    private static func filled(_ line: String, _ ids: [String]) -> String {
        var line = line
        for (place, id) in ids.enumerated() { line = line.replacing("$\(place + 1)", with: id) }
        return line
    }

    /// What a person types who reads the command: the first of two ways, with the blank filled in.
    private static func typed(_ command: String, _ blank: String) -> [String] {
        let first = command.split(separator: "  or  ").first.map(String.init) ?? command
        let words = ["VALUE", "NAME", "START..END", "DATE"]
        let filled = words.reduce(first) { $0.replacing($1, with: blank) }
        return ShellWords.split(filled.replacing("--under PARENT", with: "--top"))
    }

    /// Documents with a step that was written without a check, as another version may write it.
    private static func voidCards() throws -> [(kind: String, card: Card)] {
        let operations: [(String, EntityKind, [Operation])] = [
            (
                "step", .release,
                [write(.transition, Release.phase, .text("closed"))]
            ),
            (
                "grant", .train,
                [
                    write(.write, Train.brake, .list([.text("held"), .none])),
                    write(.write, Train.brake, .list([.text("free"), .none]), over: 1),
                ]
            ),
        ]
        return try operations.map { kind, entity, writes in
            let create = Operation(
                .create, target: OperationID(dot, 0), field: entity.rawValue,
                value: EntityID(high: 1, low: 2).bytes)
            let header = ChangeHeader(
                stream: dot.stream, sequence: 1, stamp: HybridTimestamp(raw: 1 << 20),
                author: MemberID(high: 7, low: 7), dependencies: [])
            let change = Change(header: header, operations: [create] + writes)
            var working = WorkingSet(InMemoryDocuments())
            try working.apply(
                AdmittedChange(
                    change: change, link: Chain.link(after: .origin, change), branch: dot.stream,
                    effective: 1 << 20))
            let cards = working.documents.values.flatMap(WorkspaceCards.own)
            return (kind, try #require(cards.first))
        }
    }

    private static let dot = Dot(StreamID(high: 3, low: 4), 1)

    private static func write(
        _ verb: Verb, _ field: FieldDefinition, _ value: Value, over seen: UInt32? = nil
    ) -> Operation {
        Operation(
            verb, target: OperationID(dot, 0), field: field.number, value: value.canonicalBytes,
            supersedes: seen.map { [OperationID(dot, $0)] } ?? [])
    }
}
