import Testing

@testable import Commands

/// Lines whose parts have their own emphasis.
@Suite struct StyledLineTests {
    private static let terminal = Terminal(isInteractive: true, width: 80, hasColor: true)

    @Test func `a line is cut to every width as the same text is`() {
        let parts = ["7f3k", " !", " 二つ目", "", " Ana"]
        let whole = parts.joined()
        var line = StyledLine()
        for (place, part) in parts.enumerated() { line.add(part, place == 1 ? .red : nil) }
        for width in 1...TextWidth.of(whole) + 2 {
            let cut = line.fitted(to: width, ascii: true)
            let text = cut.parts.map(\.text).joined()
            #expect(text == TextWidth.fitted(whole, to: width, ascii: true), "\(width)")
            #expect(cut.width <= width)
        }
    }

    @Test func `blanks at the end are not written`() {
        let line = StyledLine("a", .red).padded(to: 8)
        #expect(line.width == 8)
        #expect(line.text(on: Self.terminal) == "\u{1b}[31ma\u{1b}[0m")
        #expect(StyledLine("   ").text(on: Self.terminal).isEmpty)
    }

    @Test func `what a text holds is no emphasis`() {
        #expect(!StyledLine("\u{1b}[31mred").text(on: Self.terminal).contains("\u{1b}"))
    }
}
