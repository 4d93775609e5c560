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

    @Test func `padding counts columns, not characters`() {
        #expect(TextWidth.padded("支", to: 4) == "支  ")
        #expect(TextWidth.padded("abc", to: 2) == "abc")
    }
}
