import Causality
import Importing
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Texts that would act on a terminal or turn a line around, on their way into a workspace.
struct UncleanTextTests {
    private let map = """
        map: 1
        source: s
        files:
          - path: "*.jsonl"
            records:
              - select: "[]"
                kind: item
                key: "{id}"
                fields:
                  title: "{title}"
                  body: "{text}"
                  labels: { each: "labels[]" }
                  comments: { each: "said[]" }
                  acceptance: { checklist: checks }
                  attributes.size: "{size}"
        """

    /// A line of JSON in which every character of the texts is escaped, whatever it is.
    private func row(_ id: Int, _ text: String) -> String {
        let quoted =
            "\""
            + text.utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined() + "\""
        return """
            {"id":"\(id)","title":\(quoted),"text":\(quoted),"labels":[\(quoted)],"said":[\(quoted)],\
            "checks":[{"key":"a","text":\(quoted),"done":false}],"size":\(quoted)}
            """
    }

    private func write(
        _ rows: [String], to replica: ModelReplica
    ) throws -> (operations: Int, writer: ImportWriter) {
        let source = try ImportedSource(
            map: map, files: ["f.jsonl": rows.joined(separator: "\n")])
        #expect(source.records.count == rows.count)
        var writer = ImportWriter(zones: FixedZones())
        return (try replica.write(source.records, &writer), writer)
    }

    @Test(arguments: [
        ("two\nlines", "two lines"), ("tab\there", "tab here"), ("in \r\n\t side", "in side"),
        ("red \u{1b}[31malarm", "red [31malarm"), ("nul\0byte", "nul byte"),
        ("c1\u{9b}31m", "c1 31m"), ("a\u{2028}b\u{2029}c", "a b c"),
        ("gpj\u{202e}exe.\u{202c}", "gpjexe."),
    ])
    func `a title becomes one clean line, and the report says so`(
        _ raw: String, _ clean: String
    ) throws {
        let replica = ModelReplica("tokyo", number: 1)
        let (_, writer) = try write([row(1, raw)], to: replica)
        let item = try #require(replica.document(.item, "1"))
        #expect(item.title == clean)
        #expect(item.elements(SharedFields.labels) == [.text(clean)])
        #expect(AcceptanceCheck.all(of: item).map(\.text) == [clean])
        let problem = try #require(writer.problems.first { $0.field == "title" })
        #expect(problem.outcome == .repaired)
        #expect(problem.value.unicodeScalars.elementsEqual(raw.unicodeScalars))
    }

    @Test func `a description keeps its lines, and nothing else that acts`() throws {
        let replica = ModelReplica("tokyo", number: 1)
        let (_, writer) = try write(
            [row(1, "one\r\ntwo\tthree\n\u{1b}[2Jfour\u{202e}"), row(2, "plain\r\n\r\nlines")],
            to: replica)
        #expect(
            replica.document(.item, "1")?.text(Item.body).string == "one\ntwo\tthree\n [2Jfour")
        #expect(replica.document(.item, "2")?.text(Item.body).string == "plain\n\nlines")
        let reported = writer.problems.filter { $0.field == "body" }
        #expect(reported.map(\.origin.line) == [1])
    }

    @Test func `a title of nothing but control characters is left out, its row stays`() throws {
        let replica = ModelReplica("tokyo", number: 1)
        let (_, writer) = try write([row(1, "\u{1b}\n\u{7}")], to: replica)
        let item = try #require(replica.document(.item, "1"))
        #expect(item.title == nil)
        #expect(writer.problems.first { $0.field == "title" }?.outcome == .leftOut)
        #expect(writer.tally.created == 1)
    }

    private func garbage(_ seed: UInt64) -> String {
        var dice = SplitMix64(seed: seed)
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 1..<30, using: &dice) {
            let ranges: [ClosedRange<UInt32>] = [
                0...0x1f, 0x20...0x7e, 0x7f...0xff, 0x2000...0x206f, 0x590...0x6ff,
                0x1f300...0x1f5ff,
            ]
            let range = ranges[Int.random(in: 0..<ranges.count, using: &dice)]
            Unicode.Scalar(UInt32.random(in: range, using: &dice)).map { text.append($0) }
        }
        // Blanks at the ends of a value are the reader's to take away.
        return "<\(String(text))>"
    }

    @Test func `garbage: every row stays, every text could be typed, and again writes nothing`()
        throws
    {
        let texts = (0..<300 as Range<UInt64>).map(garbage)
        let rows = texts.enumerated().map { row($0.offset, $0.element) }
        let replica = ModelReplica("tokyo", number: 1)
        let (_, writer) = try write(rows, to: replica)
        #expect(writer.tally.created == texts.count)
        let reported = Set(writer.problems.filter { $0.field == "title" }.map(\.origin.line))
        for (place, text) in texts.enumerated() {
            let item = try #require(replica.document(.item, String(place)))
            let lines =
                [item.title].compactMap { $0 }
                + item.elements(SharedFields.labels).compactMap(\.string)
                + AcceptanceCheck.all(of: item).map(\.text)
            for line in lines {
                #expect(!line.unicodeScalars.contains(where: TextRules.isUnsafe), "\(place)")
                #expect(!line.isEmpty)
            }
            let proses =
                [item.text(Item.body).string]
                + item.entries(Item.comments).compactMap(\.value.string)
            for prose in proses {
                #expect(
                    !prose.unicodeScalars.contains {
                        TextRules.isUnsafe($0) && !TextRules.isLayout($0)
                    }, "\(place)")
            }
            #expect(
                reported.contains(place + 1)
                    == text.unicodeScalars.contains(where: TextRules.isUnsafe), "\(place)")
        }
        let digest = replica.documents.digest
        let (operations, again) = try write(rows, to: replica)
        #expect(operations == 0)
        #expect(again.tally.unchanged == texts.count)
        #expect(replica.documents.digest == digest)

        let other = ModelReplica("recife", number: 2)
        _ = try write(rows, to: other)
        replica.receive(other)
        other.receive(replica)
        #expect(replica.documents.digest == other.documents.digest)
    }
}
