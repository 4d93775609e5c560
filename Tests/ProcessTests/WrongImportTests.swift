import Foundation
import ProcessKit
import Testing

/// Files that hold garbage: each bad row is reported with its place, each good one is taken.
@Suite struct `An import of garbage` {
    /// A file with good rows around bad ones, as one format writes it.
    struct Dirty: CustomTestStringConvertible {
        let file: String
        let select: String
        /// As `printf %b` reads it.
        let text: String
        let taken: [String]
        /// What the report says: line, field, reason.
        let reported: [String]

        var testDescription: String { file }

        static let all = [
            Dirty(
                file: "rows.jsonl", select: "[]",
                text: """
                    {"id":"1","title":"Good"}
                    {"id":"2","title":"Broken
                    {"id":"3","title":"No such day","due":"2026-02-30"}
                    {"id":"4","title":"bad \\xff byte"}
                    {"title":"no key"}
                    [[[[
                    {"id":"5","title":"red \\x5cu001b[31m alert"}
                    {"id":"6","title":"Also good","due":"2026-02-28"}
                    """,
                taken: [
                    "Good", "No such day", "bad \u{fffd} byte", "red [31m alert",
                    "Also good",
                ],
                reported: [
                    "2 line: is not JSON: a text without its closing quote",
                    "3 due: does not fit the field",
                    "4 line: is not UTF-8; the broken bytes were replaced by U+FFFD",
                    "5 key: the item has no usable key",
                    "6 line: is not JSON: ends where a value should stand",
                    "7 title: held control characters; they became blanks or were taken out",
                ]),
            Dirty(
                file: "rows.csv", select: "[]",
                text: """
                    id,title,due
                    1,Good,
                    3,No such day,2026-02-30
                    4,bad \\xff byte,
                    ,no key,
                    5,red \\x1b[31m alert,
                    6,Also good,2026-02-28,extra
                    7,"never closed,
                    """,
                taken: [
                    "Good", "No such day", "bad \u{fffd} byte", "red [31m alert",
                    "Also good",
                ],
                reported: [
                    "3 due: does not fit the field",
                    "4 line: is not UTF-8; the broken bytes were replaced by U+FFFD",
                    "5 key: the item has no usable key",
                    "6 title: held control characters; they became blanks or were taken out",
                    "7 row: has 4 cells where the header has 3",
                    "8 row: has a quote that is never closed",
                ]),
            Dirty(
                file: "rows.json", select: "rows[]",
                text: """
                    {"rows":[{"id":"1","title":"Good"},{"id":"3","title":"No such day",
                    "due":"2026-02-30"},{"title":"no key"},17,null,[],
                    {"id":"6","title":"Also good","due":"2026-02-28"}]}
                    """,
                taken: ["Good", "No such day", "Also good"],
                reported: [
                    "1 due: does not fit the field", "2 key: the item has no usable key",
                    "2 key: the item has no usable key", "2 key: the item has no usable key",
                    "2 key: the item has no usable key",
                ]),
            Dirty(
                file: "rows.yaml", select: "rows[]",
                text: """
                    rows:
                      - { id: 1, title: Good }
                      - { id: 3, title: No such day, due: 2026-02-30 }
                      - { title: no key }
                      - 17
                      - { id: 6, title: Also good, due: 2026-02-28 }
                    """,
                taken: ["Good", "No such day", "Also good"],
                reported: [
                    "3 due: does not fit the field", "4 key: the item has no usable key",
                    "5 key: the item has no usable key",
                ]),
            Dirty(
                file: "rows.md", select: "front",
                text: """
                    ---
                    id: 1
                    title: [not, a, title]
                    due: 2026-02-30
                    ---
                    # Heading
                    """,
                taken: [""], reported: ["2 due: does not fit the field"]),
        ]
    }

    private func map(_ file: String, _ select: String) -> String {
        """
        map: 1
        source: test
        files:
          - path: \(file)
            records:
              - select: "\(select)"
                kind: item
                key: "{id}"
                fields: { title: "{title}", due: "{due}", body: "{body}" }
        """
    }

    @Test(arguments: Dirty.all)
    func `takes the good rows and reports each bad one`(dirty: Dirty) throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana")
        try place.write(map(dirty.file, dirty.select), to: "map.yaml")
        try place.write(dirty.text + "\n", to: "source")
        try place.get("printf '%b' \"$(cat source)\" > \(dirty.file)")
        let line = "rail import --map map.yaml --report dirty.jsonl \(dirty.file)"
        let outcome = try place.run(line)
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.contains("created \(dirty.taken.count), updated 0, unchanged 0"))
        #expect(!outcome.output.contains("\u{1b}"))
        #expect(try Self.report(place).sorted() == dirty.reported)
        let titles = try place.value("SELECT coalesce(title, '') FROM item").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(titles.map(String.init).sorted() == dirty.taken.sorted())
        try Holdings.isKept(at: place) {
            let again = try place.get(line)
            #expect(again.contains("created 0, updated 0, unchanged \(dirty.taken.count)"))
        }
    }

    @Test(arguments: ["rows.jsonl", "rows.csv", "rows.json", "rows.yaml", "rows.md"])
    func `of nothing but noise writes nothing, and says why`(file: String) throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana && rail add First")
        try place.write(map(file, "[]"), to: "map.yaml")
        try place.get("printf '%b' '\\x00\\x01\\xff\\xfe[{\"' > \(file)")
        try Holdings.isKept(at: place) {
            let outcome = try place.run(
                "rail import --map map.yaml --report dirty.jsonl \(file)")
            #expect(outcome.status == 0 && outcome.errors.isEmpty)
            #expect(outcome.output.contains("created 0, updated 0, unchanged 0"))
            #expect(try Self.report(place) == ["1 file: is not text: a NUL byte"])
        }
    }

    @Test func `with a map that is none stops before it reads anything`() throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana && rail add First && seq 9 > rows.csv")
        try place.get("printf '%b' '\\x00\\xff noise' > noise.yaml; printf 'map: 1' > empty.yaml")
        try Holdings.isKept(at: place) {
            try Refusal(
                5, "unreadable", "Cannot read the map none.yaml: the file cannot be opened."
            ).expect(of: "rail import --map none.yaml rows.csv", at: place)
            try Refusal(
                2, "invalid-map", "noise.yaml:1: is not text: a NUL byte.",
                hint: "a map is a YAML file"
            ).expect(of: "rail import --map noise.yaml rows.csv", at: place)
            try place.write(map("rows.csv", "[]"), to: "map.yaml")
            try Refusal(5, "unreadable", "Cannot read none.csv: there is no such file.")
                .expect(of: "rail import --map map.yaml none.csv", at: place)
            let outcome = try place.run("rail import --map empty.yaml rows.csv")
            #expect(outcome.status == 2 && outcome.errors.hasPrefix("rail: empty.yaml:1: "))
        }
    }

    /// The problems that were reported, as `LINE FIELD: REASON`.
    private static func report(_ place: Workplace) throws -> [String] {
        try place.get("cat dirty.jsonl").split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let row = try #require(object as? [String: Any])
            return "\(row["line"] ?? "") \(row["field"] ?? ""): \(row["reason"] ?? "")"
        }
    }
}
