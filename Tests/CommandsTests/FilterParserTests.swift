import ReleaseModel
import SimulationKit
import Testing

@testable import Commands

/// The grammar of filters, form by form, and that what is written again is read as the same.
@Suite struct FilterParserTests {
    private static let vocabulary = FilterVocabulary(Item.schema)

    private func written(_ words: [String]) throws -> String? {
        let text = try FilterText.joined(words, Self.vocabulary)
        return try FilterParser.expression(text, Self.vocabulary)?.text
    }

    @Test(arguments: [
        ("", nil), ("   ", nil),
        ("card", "card"), ("pay card", "pay card"), ("pay and card", "pay card"),
        ("pay AND card", "pay card"), ("\"pay card\"", "\"pay card\""),
        ("+ios", "+ios"), ("-ios", "-ios"), ("not +ios", "-ios"), ("not ios", "not ios"),
        ("+\"two words\"", "+\"two words\""), ("-\"two words\"", "-\"two words\""),
        ("-+ios", "-ios"), ("-or", "-\"or\""), ("not not a", "not not a"),
        ("state:ready", "state:ready"), ("STATE:ready", "state:ready"),
        ("state=ready", "state:ready"), ("state==ready", "state:ready"),
        ("state!=ready", "-state:ready"), ("-state:ready", "-state:ready"),
        ("state:ready,active", "state:ready,active"), ("team:", "team:"), ("(team:)", "team:"),
        ("team:\"Nova Two\",Aurora", "team:\"Nova Two\",Aurora"),
        ("title:\"a,b\"", "title:\"a,b\""), ("title:\"say \\\"a\\\"\"", "title:\"say \\\"a\\\"\""),
        ("due.before:fri", "due<fri"), ("due.by:fri", "due<=fri"),
        ("due.since:fri", "due>=fri"), ("due.after:fri", "due>fri"),
        ("changed.since:-1w", "changed>=\"-1w\""),
        ("due:2026-11-12T16:00@Europe/Berlin", "due:\"2026-11-12T16:00@Europe/Berlin\""),
        ("priority>=high", "priority>=high"), ("size<3", "size<3"),
        ("/pay|card/", "/pay|card/"), ("/a b/i", "/a b/i"), ("/a\\/b\\d/", "/a\\/b\\d/"),
        ("-/pay/", "-/pay/"),
        ("blocked:yes", "blocked:yes"), ("has:due,team", "has:due,team"),
        ("a or b", "a or b"), ("a b or c d", "(a b) or (c d)"), ("a (b or c)", "a (b or c)"),
        ("not a b", "not a b"), ("not (a b)", "-(a b)"), ("-(a or -b)", "-(a or -b)"),
        ("a(b)c", "a b c"), ("((a))", "a"), ("a or b or c", "a or b or c"),
        // What only looks like a question is text.
        ("12:30", "\"12:30\""), ("https://x.y/z", "\"https://x.y/z\""),
        ("C:\\tmp", "\"C:\\\\tmp\""),
        ("a::b", "\"a::b\""), ("Fix: crash", "\"Fix:\" crash"), ("a->b", "\"a->b\""),
        ("x=>y", "\"x=>y\""), ("a -> b", "a \"->\" b"), ("-", "\"-\""), ("+", "\"+\""),
        ("Or", "Or"), ("5\"", "\"5\\\"\""),
    ])
    func `each form is read as the one that is written`(text: String, expected: String?) throws {
        #expect(try FilterParser.expression(text, Self.vocabulary)?.text == expected)
        guard let expected else { return }
        #expect(try FilterParser.expression(expected, Self.vocabulary)?.text == expected)
    }

    @Test(arguments: [
        (["team:Nova Two"], "team:\"Nova Two\""), (["pay by card"], "\"pay by card\""),
        (["+needs review"], "+\"needs review\""), (["-needs review"], "-\"needs review\""),
        (["-team:Nova Two"], "-team:\"Nova Two\""), (["due.before:fri 16:00"], "due<\"fri 16:00\""),
        (["Fix: crash"], "\"Fix: crash\""), (["", "a", ""], "a"),
        (["team:nova", "(", "a", "or", "+ios", ")"], "team:nova (a or +ios)"),
        (["team:nova (a or +ios)"], "team:nova (a or +ios)"),
        (["team:nova size>3"], "team:nova size>3"), (["team:nova -web"], "team:nova -web"),
        (["a or b", "c"], "a or (b c)"), (["/pay by/"], "/pay by/"),
        (["team:", "a"], "team: a"), (["a", "--", "or", "-b", "--c"], "a \"or\" \"-b\" \"--c\""),
    ])
    func `words of a shell are joined as they were meant`(
        words: [String], expected: String
    ) throws {
        #expect(try written(words) == expected)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `what is written of any tree is read as that tree`(seed: UInt64) throws {
        var forest = FilterForest(seed: seed)
        for _ in 0..<40 {
            let tree = forest.tree()
            let text = tree.text
            let read = try FilterParser.expression(text, Self.vocabulary)
            #expect(read == tree, "\(text)")
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `any mixture of signs is read or refused inside its bounds`(seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let pieces = [
            "(", ")", "\"", "/", "\\", "-", "+", ":", ",", "or", "not", "and", " ", "state:", "due",
            ".before:", ">=", "<", "=", "!", "\u{1b}", "é", "🇨🇿", "\u{202e}", "a", "12:30", "--",
            "\u{0}", "\n", "'", "%", "_", ";", "{", "[", "*", "has:", "blocked:",
        ]
        for _ in 0..<300 {
            let text = (0..<dice.number(1...12)).map { _ in dice.pick(pieces) }.joined()
            do {
                guard let tree = try FilterParser.expression(text, Self.vocabulary) else {
                    continue
                }
                #expect(try FilterParser.expression(tree.text, Self.vocabulary) == tree, "\(text)")
            } catch let error as FilterError {
                #expect(error.place.upperBound <= text.unicodeScalars.count, "\(text)")
                #expect(!error.sentence.isEmpty && error.hint?.isEmpty != true)
                #expect(FilterExcerpt.text(of: text, at: error.place).contains("^"))
            }
        }
    }

    // MARK: - Limits

    private func refusal(_ text: String) -> String? {
        do {
            _ = try FilterParser.expression(text, Self.vocabulary)
            return nil
        } catch {
            return (error as? FilterError)?.code
        }
    }

    @Test func `a filter has four thousand characters and no more`() {
        let fits = String(repeating: "é", count: FilterLimits.lengthMaxScalars)
        #expect(refusal(fits) == nil)
        #expect(refusal(fits + "é") == "filter-too-long")
    }

    @Test func `it asks two hundred questions and no more`() {
        let fits = String(repeating: "a ", count: FilterLimits.termsMax)
        #expect(refusal(fits) == nil)
        #expect(refusal(fits + "a") == "too-many-terms")
    }

    @Test func `parentheses and negations stand in each other so deep and no deeper`() {
        for (open, close) in [("(", ")"), ("not ", ""), ("-(", ")")] {
            let nested = { (depth: Int) in
                String(repeating: open, count: depth) + "a" + String(repeating: close, count: depth)
            }
            let levels = open == "-(" ? 2 : 1
            #expect(refusal(nested(FilterLimits.depthMax / levels)) == nil)
            #expect(refusal(nested(FilterLimits.depthMax / levels + 1)) == "filter-too-deep")
        }
        #expect(refusal(String(repeating: "(", count: 4_000)) == "filter-too-deep")
        #expect(refusal(String(repeating: "-", count: 4_000)) == "filter-too-deep")
    }

    @Test func `it has eight regular expressions and no more`() {
        let fits = String(repeating: "/a/ ", count: FilterLimits.patternsMax)
        #expect(refusal(fits) == nil)
        #expect(refusal(fits + "/a/") == "too-many-patterns")
    }
}
