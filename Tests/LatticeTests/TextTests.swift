import Causality
import Lattice
import SimulationKit
import Testing

/// Text that many people edit at once.
@Suite struct TextTests {
    private static func text(_ operations: [FoldedOperation]) -> String {
        Document.folding(operations, .text)[Author.field]?.text?.reading.string ?? ""
    }

    @Test func `two people type at one place and their words stay whole`() {
        var ada = Author(1)
        var ben = Author(2)
        let base = ada.splice(0, 0, "[]", at: 1)
        var operations = [base]
        for (author, word) in [(0, "tokyo"), (1, "recife")] {
            var parent = base
            for (place, letter) in word.enumerated() {
                let stamp = UInt64(2 + place)
                parent =
                    author == 0
                    ? ada.splice(1 + place, 0, String(letter), over: [parent], at: stamp)
                    : ben.splice(1 + place, 0, String(letter), over: [parent], at: stamp)
                operations.append(parent)
            }
        }
        #expect(Self.text(operations) == "[tokyorecife]")
        #expect(Self.text(operations.sorted { $0.effective < $1.effective }) == "[tokyorecife]")
    }

    @Test func `words typed backwards stay whole too`() {
        var ada = Author(1)
        var ben = Author(2)
        let base = ada.splice(0, 0, "[]", at: 1)
        var operations = [base]
        var (one, two) = (base, base)
        for stamp in 2...6 as ClosedRange<UInt64> {
            one = ada.splice(1, 0, "a", over: [one], at: stamp)
            two = ben.splice(1, 0, "b", over: [two], at: stamp)
            operations += [one, two]
        }
        #expect(Self.text(operations) == "[aaaaabbbbb]")
    }

    @Test func `one deletes a line while another edits in it`() {
        var ada = Author(1)
        var ben = Author(2)
        let base = ada.splice(0, 0, "one two three", at: 1)
        let cut = ada.splice(3, 4, "", over: [base], at: 2)
        let edit = ben.splice(5, 0, "X", over: [base], at: 2)
        #expect(Self.text([base, cut, edit]) == "oneX three")
        #expect(Self.text([base, edit, cut]) == "oneX three")
    }

    @Test func `two delete the same words and they go once`() {
        var ada = Author(1)
        var ben = Author(2)
        let base = ada.splice(0, 0, "one two three", at: 1)
        let cut = ada.splice(3, 4, "", over: [base], at: 2)
        let same = ben.splice(0, 7, "", over: [base], at: 2)
        #expect(Self.text([base, cut, same]) == " three")
        #expect(Self.text([base, same, cut]) == " three")
    }

    @Test func `positions count scalars, not bytes and not letters`() {
        var ada = Author(1)
        let base = ada.splice(0, 0, "e\u{301}🚂日x", at: 1)
        let edit = ada.splice(3, 1, "-", over: [base], at: 2)
        #expect(Self.text([base, edit]) == "e\u{301}🚂-x")
    }

    @Test func `positions out of range mean the end`() {
        var ada = Author(1)
        var ben = Author(2)
        let base = ada.splice(0, 0, "abc", at: 1)
        let far = ada.splice(.max, .max, "d", over: [base], at: 2)
        let negative = ben.splice(-5, .max, "z", over: [base], at: 2)
        #expect(Self.text([base, far]) == "abcd")
        #expect(Self.text([base, negative]) == "z")
        #expect(Self.text([base, far, negative]) == Self.text([base, negative, far]))
    }

    @Test func `a parent that nobody holds counts as none`() {
        var ada = Author(1)
        var ben = Author(2)
        let base = ada.splice(0, 0, "abc", at: 1)
        var edit = ben.splice(1, 0, "X", over: [base], at: 2)
        edit.supersedes = [base.id, OperationID(StreamID(high: 9, low: 9), 1, 0)]
        #expect(Self.text([base, edit]) == "aXbc")
    }

    @Test func `the frontier is what the next edit follows`() {
        var ada = Author(1)
        var ben = Author(2)
        let base = ada.splice(0, 0, "abc", at: 1)
        let one = ada.splice(0, 0, "1", over: [base], at: 2)
        let two = ben.splice(0, 0, "2", over: [base], at: 2)
        var document = Document.folding([base, one, two], .text)
        #expect(document.liveIDs(at: Author.field) == [one.id, two.id])
        document.settle()
        #expect(document.liveIDs(at: Author.field) == [one.id, two.id])
        let three = ben.splice(0, 5, "", over: [one, two], at: 3)
        document.apply(three, kind: .text)
        #expect(document.liveIDs(at: Author.field) == [three.id])
        #expect(document[Author.field]?.text?.reading == "")
    }

    @Test func `an edit that arrives twice counts once`() {
        var ada = Author(1)
        let base = ada.splice(0, 0, "abc", at: 1)
        let next = ada.splice(0, 0, "x", over: [base], at: 2)
        var document = Document.folding([base, next, base, next], .text)
        #expect(document[Author.field]?.text?.reading == "xabc")
        document.settle()
        #expect(document[Author.field]?.text?.edits.count == 2)
    }

    @Test(arguments: Seed.many.prefix(2))
    func `long branches read as the oracle says`(seed: Seed) {
        let story = StoryTeller.tell(.text, operations: 220, replicas: 3, seed: seed)
        let document = story.document()
        #expect(Notation.line(document, .text) == NaiveOracle.line(story))
        // As if everybody had been offline all the time: hundreds of pieces in one merge.
        var generator = seed.generator
        var authors = [Author(1), Author(2)]
        var last: [FoldedOperation?] = [nil, nil]
        var operations: [FoldedOperation] = []
        for stamp in 1...220 as ClosedRange<UInt64> {
            let who = generator.number(0...1)
            let edit = authors[who].splice(
                generator.number(0...Int(stamp)), generator.number(0...1), "é\(stamp % 10)",
                over: last[who].map { [$0] } ?? [], at: stamp)
            last[who] = edit
            operations.append(edit)
        }
        #expect(Self.text(operations) == TreeOracle(operations).text)
    }

    @Test(arguments: Seed.many)
    func `plain text is spliced as an array of scalars would be`(seed: Seed) {
        var generator = seed.generator
        var text = ScalarText()
        var plain: [Unicode.Scalar] = []
        for round in 0..<120 {
            let insert = generator.pick([
                "", "a", "bcd", "é", "🚂x", String(repeating: "w", count: 90),
            ])
            // The first rounds stay within ASCII, where counting is skipped.
            let word = round < 20 ? insert.filter(\.isASCII) : insert
            let position = generator.number(-1...plain.count + 2)
            let count = generator.number(-1...5)
            text.splice(at: position, deleting: count, inserting: Array(word.utf8))
            let start = min(max(position, 0), plain.count)
            let end = min(start + max(count, 0), plain.count)
            plain.replaceSubrange(start..<end, with: word.unicodeScalars)
            var view = String.UnicodeScalarView()
            view.append(contentsOf: plain)
            #expect(text.utf8 == Array(String(view).utf8))
            #expect(text.scalarCount == plain.count)
        }
    }
}
