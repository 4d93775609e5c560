import Causality
import Testing

/// Strings as bytes: what looks alike need not be equal.
@Suite struct CanonicalTextTests {
    @Test func `two spellings of one letter stay two texts`() {
        let one = CanonicalText("\u{e9}")
        let two = CanonicalText("e\u{301}")
        #expect(one.string == two.string)
        #expect(one != two)
        #expect(Set([one, two]).count == 2)
    }

    @Test func `order is the order of bytes`() {
        let words: [CanonicalText] = ["", "Z", "a", "ab", "é", "日", "🚂"]
        #expect(words.shuffled().sorted() == words)
    }

    @Test(
        arguments: [
            [0xff], [0xc3], [0x61, 0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80],
            [0xf4, 0x90, 0x80, 0x80],
        ] as [[UInt8]])
    func `bytes that are no UTF-8 are no text`(bytes: [UInt8]) {
        #expect(CanonicalText(utf8: bytes) == nil)
    }

    @Test func `a text comes back from its bytes`() {
        for word in ["", "plain", "mixed é", "日本", "\u{0}\u{7f}\u{80}"] {
            let text = CanonicalText(word)
            #expect(CanonicalText(utf8: text.utf8) == text)
        }
    }
}
