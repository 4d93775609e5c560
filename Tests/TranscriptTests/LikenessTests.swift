import Testing

/// A page is held to its word: names may differ from run to run, nothing else may.
@Suite struct `A page and a run` {
    private func takes(_ pairs: [(page: String, run: String)]) -> Bool {
        var likeness = Likeness()
        return pairs.allSatisfy { likeness.takes($0.run, for: $0.page) }
    }

    @Test func `may draw other names`() {
        #expect(takes([("7f3k  Pay", "qwer  Pay"), ("undo: 6f0a8d6e@2", "undo: 12345678@2")]))
        #expect(takes([("at 127.0.0.1:7117", "at 127.0.0.1:40123")]))
        #expect(takes([("7f3k   Pay", "7f3kq  Pay")]))
    }

    @Test func `may not mix names up`() {
        #expect(!takes([("7f3k", "abc1"), ("7f3k", "abc2")]))
        #expect(!takes([("7f3k", "abc1"), ("9x2d", "abc1")]))
    }

    @Test func `may not differ in anything else`() {
        #expect(!takes([("state: ready", "state: active")]))
        #expect(!takes([("undo: 6f0a8d6e@2", "undo: 6f0a8d6e@3")]))
        #expect(!takes([("due: 2026-12-08", "due: 2026-12-09")]))
        #expect(!takes([("7f3k  Pay", "7f3k  Pay twice")]))
        #expect(!takes([("7f3k: 2 open", "7f3k: no open")]))
    }

    @Test func `may differ where the page leaves it open`() {
        #expect(takes([("size … bytes", "size 4096 bytes")]))
        #expect(!takes([("size … bytes", "size 4096 pages")]))
    }

    @Test func `keep each answer whole, in its order unless the page says otherwise`() {
        let text = "```console\nana$ rail ls\none\ntwo\n```"
        let ordered = Transcript(text).steps[0]
        #expect(takes(["one", "two"], for: ordered))
        #expect(!takes(["two", "one"], for: ordered))
        #expect(!takes(["one"], for: ordered))
        #expect(!takes(["one", "two", "three"], for: ordered))
        let any = Transcript(text.replacing("console", with: "console any-order")).steps[0]
        #expect(takes(["two", "one"], for: any))
    }

    private func takes(_ lines: [String], for step: Transcript.Step) -> Bool {
        var likeness = Likeness()
        return likeness.takes(lines, for: step)
    }
}
