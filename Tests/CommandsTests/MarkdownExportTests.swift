import Testing

@testable import Commands

/// The backlog as a page of Markdown.
@Suite struct MarkdownExportTests {
    @Test func `items stand below their states, with what a list shows of them`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("team new Nova")
        let sign = try desk.write("add 'Sign *it* [x] | now' priority:high due:2026-12-01 +ios")
        let pay = try desk.write("add 'Pay' team:Nova body:'First line\n# second'")
        try desk.write("link \(sign) blocks \(pay)")
        let answer = desk.rail("check \(pay) 'It runs'")
        #expect(answer.status == .yes, "\(answer.errors)")
        try desk.write("start \(pay)")
        let old = try desk.write("add Old")
        try desk.write("done \(old)")
        let page = desk.rail("export md --long")
        #expect(page.status == .yes, "\(page.errors)")
        let lines = page.lines
        #expect(lines.first?.hasPrefix("# ") == true)
        #expect(lines.filter { $0.hasPrefix("## ") } == ["## inbox", "## active"])
        let first = try #require(lines.first { $0.contains("Sign") })
        #expect(first.hasPrefix("- [ ] Sign \\*it\\* \\[x\\] \\| now (`"))
        #expect(first.hasSuffix("high · due 2026-12-01 · +ios"))
        let second = try #require(lines.first { $0.hasPrefix("- [ ] Pay") })
        #expect(second.contains("Nova"))
        #expect(second.contains("blocked by `"))
        #expect(lines.contains("  - [ ] It runs"))
        #expect(lines.contains("  > # second"))
        #expect(!page.output.contains("Old"))
        #expect(desk.rail("export md --all").output.contains("- [x] Old"))
        #expect(desk.rail("export md state:done").output.contains("- [x] Old"))
        #expect(!desk.rail("export md +ios").output.contains("Pay"))
    }

    @Test func `another kind is a table of the fields that any of them has`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("milestone new 'Go | no' when:2026-12-01 kind:go")
        try desk.write("milestone new Ship")
        let lines = desk.rail("export md --kind milestone").lines
        #expect(lines.count == 4)
        #expect(lines.first == "| id | title | when | kind |")
        #expect(lines.contains { $0.contains("| Go \\| no | 2026-12-01 | go |") })
        #expect(lines.contains { $0.hasSuffix("| Ship |  |  |") })
    }
}
