import ReleaseModel
import Testing

@testable import Commands

@Suite struct ItemWordsTests {
    private func words(_ words: String...) throws -> ItemWords {
        try ItemWords(words, fields: Item.schema.fields)
    }

    @Test func `fields, labels and text part ways`() throws {
        let read = try words("Pay", "by", "card", "team:nova", "+ios", "-web")
        #expect(read.text == ["Pay", "by", "card"])
        #expect(read.fields.map(\.name) == ["team"])
        #expect(read.fields.map(\.value) == ["nova"])
        #expect(read.added == ["ios"])
        #expect(read.removed == ["web"])
    }

    @Test func `a colon after a word that is no field stays text`() throws {
        let read = try words("Fix: crash", ":)", "http://example.org")
        #expect(read.text == ["Fix: crash", ":)", "http://example.org"])
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
