import SimulationKit
import Testing

@testable import Commands

/// The order that people make by hand.
@Suite struct ItemMoveTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `any moves: the list stands as if one had moved cards on a table`(_ seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let desk = try #require(try Town("tokyo").desks.first)
        var table = try (0..<6).map { try desk.write("add \"card \($0)\"") }
        for _ in 0..<20 {
            let card = try #require(table.randomElement(using: &dice))
            let others = table.filter { $0 != card }
            let other = try #require(others.randomElement(using: &dice))
            let place = try #require(others.firstIndex(of: other))
            let (words, target): (String, Int) =
                switch Int.random(in: 0..<4, using: &dice) {
                case 0: ("--first", 0)
                case 1: ("--last", others.count)
                case 2: ("--before \(other)", place)
                default: ("--after \(other)", place + 1)
                }
            try desk.write("move \(card) \(words)")
            table = others
            table.insert(card, at: target)
            #expect(try desk.column("id", of: "ls") == table, "\(words)")
        }
    }

    @Test func `below an item its own list is ordered, and --before takes one into another list`()
        throws
    {
        let desk = try #require(try Town("tokyo").desks.first)
        let (root, first, second, other) = (
            try desk.write("add root"), try desk.write("add first"),
            try desk.write("add second"), try desk.write("add other")
        )
        try desk.write("move \(first) --under \(root)")
        try desk.write("move \(second) --under \(root) --first")
        try desk.write("move \(other) --before \(first)")
        let shown = desk.rail("show \(root)").lines.suffix(3).map { $0.suffix(15) }
        #expect(
            shown.map { $0.prefix { $0 != "(" } }.map { $0.split(separator: " ").last } == [
                "second", "other", "first",
            ])
        try desk.write("move \(other) --top")
        #expect(desk.rail("show \(root)").output.contains("other") == false)
    }

    @Test func `below itself nothing goes, beside itself neither`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let (root, leaf) = (try desk.write("add root"), try desk.write("add leaf"))
        try desk.write("move \(leaf) --under \(root)")
        for line in [
            "move \(root) --under \(leaf)", "move \(root) --before \(leaf)",
            "move \(root) --after \(root)", "move \(root)", "move \(root) --first --last",
        ] {
            #expect(desk.rail(line).status == .usage, "\(line)")
        }
    }
}
