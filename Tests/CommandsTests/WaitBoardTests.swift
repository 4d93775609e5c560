import SimulationKit
import Testing

@testable import Commands

/// The counts that are kept of relations, against a count of all of them (`rail doctor`), whatever is done.
@Suite struct WaitBoardTests {
    /// What people do to a few items that they relate in every way, circles and merges among them.
    private static func line(_ items: [String], _ dice: inout SplitMix64) -> String {
        func item() -> String { items.randomElement(using: &dice) ?? "" }
        let (one, other) = (item(), item())
        return switch Int.random(in: 0..<12, using: &dice) {
        case 0...3: "link \(one) blocks \(other)"
        case 4: "unlink \(one) blocks \(other)"
        case 5: "done \(one)"
        case 6: "set \(one) state:ready"
        case 7: "drop \(one)"
        case 8: "archive \(one)"
        case 9: "merge \(one) --into \(other)"
        case 10: "keep \(one)"
        default: "undo"
        }
    }

    /// Two people who both know two items.
    private static func twoItems() throws -> (Town, String, String) {
        let town = try Town("tokyo", "recife")
        let items = try ["Card", "Refund"].map { try town.desks[0].write("add \($0)") }
        try town.meet()
        return (town, items[0], items[1])
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `the counts are right after anything that two people do apart`(_ seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let town = try Town("tokyo", "recife")
        let items = try (0..<6).map { try town.desks[0].write("add \"Item \($0)\"") }
        try town.meet()
        var done = 0
        for round in 0..<4 {
            for desk in town.desks {
                for _ in 0..<8 where desk.rail(Self.line(items, &dice)).status == .yes {
                    done += 1
                }
            }
            try town.meet()
            for desk in town.desks {
                let answer = desk.rail("doctor")
                #expect(answer.status == .yes, "round \(round): \(answer.output)\(answer.errors)")
            }
        }
        // A line that makes no sense is refused; most make some.
        #expect(done > 20)
    }

    @Test func `a merge of a circle that is taken back leaves no card and no other name`() throws {
        let (town, card, cards) = try Self.twoItems()
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        try tokyo.write("merge \(card) --into \(cards)")
        try recife.write("merge \(cards) --into \(card)")
        try town.meet()
        #expect(try tokyo.rows("conflicts list").count == 1)
        #expect(try tokyo.rows("ls").count == 1)
        try recife.write("undo")
        try town.meet()
        for desk in town.desks {
            #expect(try desk.rows("conflicts list").isEmpty)
            #expect(try desk.column("id", of: "ls") == [cards])
        }
        try tokyo.write("undo")
        #expect(try tokyo.rows("ls").count == 2)
    }

    @Test func `a move of a circle that is taken back leaves no card`() throws {
        let (town, card, refund) = try Self.twoItems()
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        try tokyo.write("move \(card) --under \(refund)")
        try recife.write("move \(refund) --under \(card)")
        try town.meet()
        #expect(try tokyo.rows("conflicts list").count == 1)
        try recife.write("undo")
        try town.meet()
        for desk in town.desks {
            #expect(try desk.rows("conflicts list").isEmpty)
            let parents = try desk.rows("ls").filter { $0["parent"] is String }
            #expect(parents.map { $0["id"] as? String } == [card])
        }
    }

    @Test func `work is ready again when what it waits for is done, and blocked when that reopens`()
        throws
    {
        let desk = try #require(try Town("tokyo").desks.first)
        let (card, refund) = (try desk.write("add Card"), try desk.write("add Refund"))
        try desk.write("link \(card) blocks \(refund)")
        #expect(try desk.column("id", of: "ready") == [card])
        try desk.write("done \(card)")
        #expect(try desk.column("id", of: "ready") == [refund])
        try desk.write("undo")
        #expect(try desk.column("id", of: "ready") == [card])
        #expect(try desk.column("id", of: "blocked") == [refund])
    }
}
