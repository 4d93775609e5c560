import Testing

@testable import Commands

@Suite struct SafeTextTests {
    @Test func `an escape sequence in a title appears as its code`() {
        #expect(SafeText.line("Pay\u{1b}[2Jnow") == "Pay\\u{1b}[2Jnow")
    }

    @Test func `an override of the writing direction does not turn the line round`() {
        #expect(SafeText.line("a\u{202e}b\u{2066}c") == "a\\u{202e}b\\u{2066}c")
    }

    @Test func `one line stays one line, prose keeps its breaks`() {
        #expect(SafeText.line("one\ntwo\tthree") == "one two three")
        #expect(SafeText.prose("one\ntwo\u{7}") == "one\ntwo\\u{7}")
    }

    @Test func `ordinary text of any script passes as it is`() {
        for text in ["Žluťoučký kůň", "支払い", "שלום", "👍🏽"] {
            #expect(SafeText.line(text) == text)
        }
    }
}
