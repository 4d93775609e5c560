import Foundation
import Replication
import Testing

@testable import Commands

/// What happened to one thing, what was mine, and what undoing it would do.
@Suite struct HistoryStoryTests {
    @Test func `a history is told from its beginning, with what people said in full`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        let item = try tokyo.write("add \"Pay by card\"")
        let other = try tokyo.write("add \"Agree on the contract\"")
        try town.meet()
        let words =
            "We wait for the lawyers of the bank, who have promised an answer by Friday noon"
        try recife.write("comment \(item) \"\(words)\"")
        try tokyo.write("link \(other) blocks \(item)")
        try town.meet()
        let text = tokyo.rail("history \(item)").output
        let place = { (part: String) in text.range(of: part)?.lowerBound }
        #expect(text.contains("3 changes by 2 people"))
        let made = try #require(place("title: Pay by card"))
        let said = try #require(place(words))
        let linked = try #require(place("Agree on the contract blocks Pay by card"))
        #expect(made < said && made < linked)
        let rows = try tokyo.rows("history \(item)")
        #expect(rows.count == 3)
        #expect(rows.first?["by"] as? String == "tokyo")
    }

    @Test func `--diff shows what went and what came, in texts too`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let item = try desk.write(
            "add \"Pay by card\" priority:low --body \"First line\nSecond line\"")
        try desk.write("set \(item) priority:high")
        desk.environment.variables["EDITOR"] = "sed -i 's/First/Another/'"
        #expect(desk.rail("edit \(item)").status == .yes)
        let text = desk.rail("history \(item) --diff").output
        for part in ["- low", "+ high", "+ First line", "+ Second line"] {
            #expect(text.contains(part), "\(text)")
        }
        #expect(text.contains("- First") && text.contains("+ Another"), "\(text)")
        let since = desk.rail("history \(item) --since 0min").output
        #expect(since.contains("nothing was written since") || since.contains("change"))
    }

    @Test func `op log lists one's own, and says how much an undo would take back`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        let item = try tokyo.write("add \"Pay by card\"")
        try tokyo.write("set \(item) priority:low size:3")
        try town.meet()
        try recife.write("set \(item) priority:high")
        try town.meet()
        let rows = try tokyo.rows("op log")
        #expect(rows.allSatisfy { $0["by"] as? String == "tokyo" })
        let set = try #require(rows.first)
        let outlook = try #require(set["undo"] as? [String: Any])
        #expect(outlook["takenBack"] as? Int == 1)
        #expect(outlook["staying"] as? Int == 1)
        let text = tokyo.rail("op log").output
        #expect(text.contains("undo: takes back 1 of 2 writes"))

        // The undo, after the sync, keeps what the other wrote since.
        let change = try #require(set["change"] as? String)
        let answer = tokyo.rail("undo \(change)")
        #expect(answer.output.contains("1 write of it stay"))
        let row = try #require(try tokyo.rows("ls").first)
        #expect(row["priority"] as? String == "high")
        #expect(tokyo.rail("show \(item)").output.contains("size") == false)
        #expect(
            tokyo.rail("op log").output.contains("not possible: Nothing of that change is left"))
        try town.meet()
        #expect(recife.rail("undo \(change)").status == .notPermitted)
    }

    @Test func `one's own latest is found below a thousand changes of others`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        let item = try tokyo.write("add \"Pay by card\"")
        try town.meet()
        for number in 1...30 { try recife.write("set \(item) size:\(number)") }
        try town.meet()
        #expect(try tokyo.rows("op log --limit 1").count == 1)
        #expect(tokyo.rail("undo --dry-run").output.contains("undone: "))
    }
}
