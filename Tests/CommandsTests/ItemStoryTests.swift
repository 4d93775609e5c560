import Foundation
import Replication
import Testing

@testable import Commands

/// What people do with items, as they type it and as it is answered.
@Suite struct ItemStoryTests {
    @Test func `the log tells the value before and the one since`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let item = try desk.write("add \"Pay by card\" priority:low +ios")
        try desk.write("set \(item) priority:high title:\"Pay by phone\" -ios +web")
        try desk.write("start \(item)")
        let log = desk.rail("log \(item)").output
        #expect(log.contains("state: inbox -> active"))
        #expect(
            log.contains("priority: low -> high, title: Pay by card -> Pay by phone, +web, -ios"))
        let rows = try desk.rows("log \(item)")
        let things = try #require(rows[1]["things"] as? [[String: Any]])
        let writes = try #require(things.first?["writes"] as? [[String: Any]])
        #expect(writes.first?["field"] as? String == "priority")
        #expect(writes.first?["old"] as? String == "low")
        #expect(writes.first?["new"] as? String == "high")
    }

    @Test func `checks are numbered, ticked, and unticked against a concurrent tick`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        let item = try tokyo.write("add \"Pay by card\"")
        try tokyo.write("check \(item) \"Works with a screen reader\"")
        try tokyo.write("check \(item) \"Ledger agrees\" --done 1")
        try town.meet()
        #expect(recife.rail("show \(item)").output.contains("1. [x] Works with a screen reader"))
        #expect(recife.rail("show \(item)").output.contains("2. [ ] Ledger agrees"))
        try tokyo.write("check \(item) --done 2")
        try recife.write("check \(item) --done 2")
        try town.meet()
        try tokyo.write("check \(item) --undone 2")
        try recife.write("check \(item) --drop 1")
        try town.meet()
        #expect(tokyo.rail("show \(item)").output.contains("1. [ ] Ledger agrees"))
        #expect(tokyo.rail("check \(item) --done 2").status == .absent)
    }

    @Test func `the log names the check that was ticked, also once it is gone`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let item = try desk.write("add \"Pay by card\"")
        try desk.write("check \(item) \"Works with a screen reader\"")
        try desk.write("check \(item) \"Ledger agrees\"")
        try desk.write("check \(item) --done 2")
        try desk.write("check \(item) --done 1")
        try desk.write("check \(item) --undone 1")
        let before = desk.rail("log \(item)").output
        #expect(before.contains("acceptance.done “Ledger agrees”: yes"))
        #expect(before.contains("acceptance.done “Works with a screen reader”: yes -> no"))
        try desk.write("check \(item) --drop 2")
        let log = desk.rail("log \(item)").output
        #expect(log.contains("acceptance.text -Ledger agrees"))
        #expect(log.contains("acceptance.done “Ledger agrees” -yes"))
        #expect(log.contains("acceptance.done “Ledger agrees”: yes"))
        let things = try desk.rows("log \(item)").compactMap { $0["things"] as? [[String: Any]] }
        let writes = things.flatMap { $0 }.compactMap { $0["writes"] as? [[String: Any]] }
        let ticked = writes.flatMap { $0 }.filter { $0["field"] as? String == "acceptance.done" }
        #expect(
            ticked.compactMap { $0["element"] as? String } == [
                "Ledger agrees", "Works with a screen reader", "Works with a screen reader",
                "Ledger agrees",
            ])
    }

    @Test func `likely duplicates are listed, merged by a person, and keep both names`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let old = try desk.write("add \"Pay by card\"")
        let new = try desk.write("add \"pay by card!\"")
        let other = try desk.write("add \"Refund in one click\"")
        try desk.write("link \(new) blocks \(other)")
        let pairs = try desk.rows("dup")
        #expect(pairs.map { $0["first"] as? String } == [old])
        #expect(pairs.map { $0["second"] as? String } == [new])
        try desk.write("merge \(new) --into \(old)")
        #expect(Set(try desk.column("id", of: "ls")) == [old, other])
        #expect(try desk.rows("dup").isEmpty)

        let shown = desk.rail("show \(new)").output
        #expect(shown.contains("was merged into Pay by card"))
        #expect(shown.contains("blocks          Refund in one click"))
        #expect(desk.rail("show \(old)").output.contains("merged here     pay by card!"))
        // What is written under the other name is written to the one that stays.
        #expect(try desk.write("set \(new) priority:high") == old)
        try desk.write("merge \(new) --undo")
        #expect(Set(try desk.column("id", of: "ls")) == [old, new, other])
    }

    @Test func `merged into each other at once: one of them stays on every list`() throws {
        let town = try Town("tokyo", "recife")
        let (tokyo, recife) = (town.desks[0], town.desks[1])
        let one = try tokyo.write("add \"Pay by card\"")
        let two = try tokyo.write("add \"pay by card\"")
        try town.meet()
        try tokyo.write("merge \(one) --into \(two)")
        try recife.write("merge \(two) --into \(one)")
        try town.meet()
        let stays = try tokyo.column("id", of: "ls")
        #expect(stays.count == 1)
        #expect(try recife.column("id", of: "ls") == stays)
        for name in [one, two] {
            #expect(try tokyo.write("set \(name) priority:high") == stays[0])
        }
    }

    @Test func `an editor gets title and description, and what was not touched stays`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let item = try desk.write("add \"Pay by card\" --body \"First line\nSecond line\"")
        desk.environment.variables["EDITOR"] = "sed -i 's/card/phone/; s/First/Another/'"
        let answer = desk.rail("edit \(item)")
        #expect(answer.status == .yes)
        let shown = desk.rail("show \(item)").output
        #expect(shown.contains("Pay by phone"))
        #expect(shown.contains("Another line"))
        #expect(shown.contains("Second line"))
        desk.environment.variables["EDITOR"] = "true"
        #expect(desk.rail("edit \(item)").output.contains("nothing to change"))
        desk.environment.variables["EDITOR"] = "false"
        #expect(desk.rail("edit \(item)").status == .failed)
    }

    @Test func `what an editor saved and cannot be kept is not thrown away`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let item = try desk.write("add \"Pay by card\"")
        desk.environment.variables["EDITOR"] = "printf '\\n\\nbody without a title\\n' >"
        let answer = desk.rail("edit \(item)")
        #expect(answer.status == .usage)
        let path = try #require(answer.errors.split(separator: " ").last { $0.hasPrefix("/") })
        let file = String(path.prefix { $0 != "\n" }).replacing(".md.", with: ".md")
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("without a title"))
        try FileManager.default.removeItem(atPath: file)
    }

    @Test func `several items take a step in one change, which is undone as one`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let items = try ["First", "Second"].map { try desk.write("add \($0)") }
        desk.rail("done " + items.joined(separator: " ") + " --reason \"Shipped on Monday\"")
        #expect(try desk.rows("ls").isEmpty)
        #expect(desk.rail("show \(items[0])").output.contains("done: Shipped on Monday"))
        #expect(desk.rail("undo").status == .yes)
        #expect(Set(try desk.column("id", of: "ls")) == Set(items))
    }
}
