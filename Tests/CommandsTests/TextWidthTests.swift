import Testing

@testable import Commands

@Suite struct TextWidthTests {
    @Test func `wide characters take two columns and marks take none`() {
        #expect(TextWidth.of("abc") == 3)
        #expect(TextWidth.of("支払") == 4)
        #expect(TextWidth.of("e\u{301}") == 1)
    }

    @Test func `a text that fits is left alone, one column less cuts it`() {
        #expect(TextWidth.fitted("abcd", to: 4) == "abcd")
        #expect(TextWidth.fitted("abcd", to: 3) == "ab…")
        #expect(TextWidth.fitted("abcd", to: 3, ascii: true) == "ab~")
        #expect(TextWidth.fitted("支払い", to: 4) == "支…")
    }

    @Test func `a long text breaks at spaces, and a word without any stays whole`() {
        #expect(TextWidth.wrapped("pay by card", to: 7) == ["pay by", "card"])
        #expect(TextWidth.wrapped("pay by card", to: 11) == ["pay by card"])
        #expect(TextWidth.wrapped("unbreakable pay", to: 5) == ["unbreakable", "pay"])
        #expect(TextWidth.wrapped("", to: 5) == [""])
    }

    @Test func `padding counts columns, not characters`() {
        #expect(TextWidth.padded("支", to: 4) == "支  ")
        #expect(TextWidth.padded("abc", to: 2) == "abc")
    }
}
