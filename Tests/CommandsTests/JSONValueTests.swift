import Testing

@testable import Commands

@Suite struct JSONValueTests {
    @Test func `members keep their order`() {
        let value = JSONValue.object([
            ("b", .number(-1)), ("a", .array([.null, .bool(true), .string("x")])),
        ])
        #expect(value.line == #"{"b":-1,"a":[null,true,"x"]}"#)
    }

    @Test func `quotes, breaks and control characters are escaped`() {
        let text = JSONValue.string("\"\\\n\t\r\u{1b}\u{202e}").line
        #expect(text == #""\"\\\n\t\r\u001b\u202e""#)
    }

    @Test func `a tag beyond the first plane becomes a surrogate pair`() {
        #expect(JSONValue.string("\u{e0041}").line == #""\udb40\udc41""#)
    }

    @Test func `nothing is null`() {
        #expect(JSONValue.text(nil).line == "null")
        #expect(JSONValue.integer(nil).line == "null")
    }
}
