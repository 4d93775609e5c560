import ReleaseModel
import Testing

@testable import Commands

@Suite struct FieldWordsTests {
    private func words(_ words: String...) throws -> FieldWords {
        try FieldWords(words, noun: "item", fields: Item.schema.fields.map(\.name))
    }

    @Test func `fields, labels and text part ways`() throws {
        let read = try words("Pay", "by", "card", "team:nova", "+ios", "-web")
        #expect(read.text == ["Pay", "by", "card"])
        #expect(read.fields.map(\.name) == ["team"])
        #expect(read.fields.map(\.value) == ["nova"])
        #expect(read.added == ["ios"])
        #expect(read.removed == ["web"])
    }

    @Test func `a colon before a space, a slash or no letter stays text`() throws {
        let prose = [
            "Fix: crash", ":)", "http://example.org", "16:00", "Note:", "std::move", "C:\\x",
        ]
        #expect(try FieldWords(prose, noun: "item", fields: ["team"]).text == prose)
    }

    @Test func `a field that does not exist is refused, with the one that is meant`() throws {
        let failure = #expect(throws: CommandFailure.self) { _ = try words("Pay", "priorty:high") }
        #expect(failure?.code == "unknown-field")
        #expect(failure?.status == .usage)
        #expect(failure?.hint?.contains("Did you mean priority?") == true)
    }

    @Test func `behind two dashes everything is text`() throws {
        let read = try words("+ios", "--", "fix:crash", "-x", "--verbose")
        #expect(read.added == ["ios"])
        #expect(read.text == ["fix:crash", "-x", "--verbose"])
    }

    @Test func `a value may hold colons, and may be empty`() throws {
        let read = try words("due:2026-11-12T16:00@Europe/Berlin", "team:")
        #expect(read.fields.map(\.value) == ["2026-11-12T16:00@Europe/Berlin", ""])
    }

    @Test func `a lone sign is text`() throws {
        #expect(try words("+", "-").text == ["+", "-"])
    }

    @Test func `an unknown option is refused, not taken for a label`() {
        #expect(throws: CommandFailure.self) { _ = try words("--urgent") }
    }
}
