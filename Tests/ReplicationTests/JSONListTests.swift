import Foundation
import Projection
import Testing

/// Lists that SQLite takes apart must be JSON, whatever stands in them.
@Suite struct JSONListTests {
    private func read(_ list: JSONList) throws -> NSArray? {
        try JSONSerialization.jsonObject(with: Data(list.bytes)) as? NSArray
    }

    @Test(arguments: [
        "", "plain", "say \"no\"", "back\\slash", "two\nlines\tand a tab", "\u{0}\u{1b}[2J\u{1f}",
        "řeka 🚂", "]", "null",
    ]) func `a text comes back as it was`(text: String) throws {
        var list = JSONList()
        list.append(text)
        #expect(try read(list) == [text])
    }

    @Test func `lists hold numbers, nothing, and lists`() throws {
        var inner = JSONList()
        inner.append(Optional<String>.none)
        inner.append(7)
        inner.append(Optional<Int>.none)
        var outer = JSONList()
        outer.append(JSONList())
        outer.append(inner)
        outer.append("end")
        #expect(try read(outer) == [[], [NSNull(), 7, NSNull()], "end"])
    }
}
