import Causality
import History
import Importing
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// What becomes of records in a workspace: once, again, changed at one side, changed at both.
struct ImportWriterTests {
    private let map = """
        map: 1
        source: s
        tables:
          states: { values: { open: ready, closed: done }, default: inbox }
        files:
          - path: "*.jsonl"
            records:
              - select: "[]"
                kind: item
                key: "{id}"
                fields:
                  title: "{title}"
                  body: "{text}"
                  state: { text: "{state}", table: states }
                  due: { text: "{due}", date: yyyy-MM-dd }
                  labels: { each: "labels[]" }
                  parent: { reference: item, key: "{parent}" }
                  acceptance: { checklist: checks }
                  attributes.size: "{size}"
                  attributes.repo: { each: "repos[]" }
                edges:
                  - { kind: blocks, each: "needs[]", target: item, key: "{.}", reverse: true }
        """

    private func records(_ lines: String) throws -> [ImportRecord] {
        try ImportedSource(map: map, files: ["a.jsonl": lines]).records
    }

    private func write(
        _ lines: String, to replica: ModelReplica
    ) throws -> (operations: Int, writer: ImportWriter) {
        var writer = ImportWriter(zones: FixedZones())
        return (try replica.write(try records(lines), &writer), writer)
    }

    private let first = """
        {"id":"1","title":"One","text":"words","state":"open","due":"2026-11-30","labels":["x","y"],"checks":[{"key":"a","text":"it runs","done":false}],"size":"3","repos":["p","q"]}
        {"id":"2","title":"Two","state":"odd","parent":"1","needs":["1","9"]}
        """

    @Test func `a record becomes an entity, its relations edges`() throws {
        let replica = ModelReplica("tokyo", number: 1)
        let (_, writer) = try write(first, to: replica)
        #expect(writer.tally.created == 2)
        #expect(writer.problems.isEmpty)
        let one = try #require(replica.document(.item, "1"))
        #expect(one.title == "One")
        #expect(one.text(Item.body) == "words")
        #expect(one.string(Item.state) == "ready")
        #expect(one.value(Item.due).flatMap { Moment($0) }?.text == "2026-11-30")
        #expect(one.elements(SharedFields.labels) == [.text("x"), .text("y")])
        #expect(
            one.value(Item.acceptance, key: Array("a".utf8), Item.acceptanceDone) == .text("no"))
        #expect(
            one.keys(SharedFields.attributes).map { String(decoding: $0, as: UTF8.self) } == [
                "repo/1", "repo/2", "size",
            ])
        let two = try #require(replica.document(.item, "2"))
        #expect(two.value(Item.parent)?.parts.first == .entity(one.id))
        let edge = DerivedIdentifier.edge("blocks", from: one.id, to: two.id)
        #expect(replica.documents.document(edge)?.elements(Edge.presence) == [.flag(true)])
        // The far end that is not here yet shows as pending.
        let nine = DerivedIdentifier.imported(source: "s", kind: .item, key: "9")
        let pending = DerivedIdentifier.edge("blocks", from: nine, to: two.id)
        #expect(replica.documents.document(pending) != nil)
    }

    @Test func `importing the same again writes nothing`() throws {
        let replica = ModelReplica("tokyo", number: 1)
        _ = try write(first, to: replica)
        let digest = replica.documents.digest
        let (operations, writer) = try write(first, to: replica)
        #expect(operations == 0)
        #expect(writer.tally.unchanged == 2)
        #expect(replica.documents.digest == digest)
    }

    @Test func `only what the source changed is written; what people changed stays`() throws {
        let replica = ModelReplica("tokyo", number: 1)
        _ = try write(first, to: replica)
        let one = try #require(replica.document(.item, "1")).id
        try replica.change { draft in
            try draft.set(one, Item.title, .text("Ours"))
            try draft.add(one, SharedFields.labels, .text("ours"))
            try draft.set(one, Item.due, Moment("2026-12-01")?.value ?? .none)
        }
        let second = first.replacing("[\"x\",\"y\"]", with: "[\"y\",\"z\"]")
            .replacing("\"open\"", with: "\"closed\"").replacing("2026-11-30", with: "2026-12-24")
            .replacing("[\"p\",\"q\"]", with: "[\"p\"]").replacing("\"1\",\"9\"]", with: "\"9\"]")
        let (_, writer) = try write(second, to: replica)
        let document = try #require(replica.document(.item, "1"))
        #expect(document.title == "Ours")
        #expect(document.elements(SharedFields.labels) == [.text("y"), .text("z"), .text("ours")])
        #expect(document.string(Item.state) == "done")
        #expect(document.value(Item.due).flatMap { Moment($0) }?.text == "2026-12-24")
        #expect(
            document.keys(SharedFields.attributes).count { key in
                document.value(
                    SharedFields.attributes, key: key, SharedFields.attributes.subfields[0])
                    != nil
            } == 2)
        #expect(writer.tally.updated == 2)
        #expect(writer.problems.map(\.field) == ["due"])
        let two = try #require(replica.document(.item, "2")).id
        let edge = DerivedIdentifier.edge("blocks", from: one, to: two)
        #expect(replica.documents.document(edge)?.elements(Edge.presence) == [])
        #expect(try write(second, to: replica).operations == 0)
    }

    @Test func `what the model refuses is reported, and the rest is written`() throws {
        let replica = ModelReplica("tokyo", number: 1)
        var writer = ImportWriter(zones: FixedZones())
        let origin = ImportOrigin(file: "f", line: 3)
        let record = ImportRecord(
            source: "s", kind: .release, key: "1",
            fields: [
                "version": .text("1.0"), "phase": .text("shipped"), "train": .text("no reference"),
                "window": .window(
                    start: "2026-01-01T10:00@Mars/Base", end: "2026-01-02T10:00@Mars/Base"),
                "kind": .text("two\nlines"),
            ], edges: [], origin: origin)
        try replica.write([record], &writer)
        #expect(replica.document(.release, "1")?.title == "1.0")
        #expect(replica.document(.release, "1")?.string(Release.kind) == "two lines")
        #expect(Set(writer.problems.map(\.field)) == ["phase", "train", "window", "kind"])
        #expect(writer.problems.allSatisfy { $0.origin == origin })
    }

    /// An hour ahead of UTC, two from 01:00 UTC on 2026-03-29 to 01:00 UTC on 2026-10-25.
    private struct ShiftingZones: ZoneRules {
        let version = "test"

        func isKnown(_ zone: String) -> Bool { zone == "Test/Shifting" }

        func offset(of zone: String, at instant: Int) -> Int? {
            let changes = ["2026-03-29", "2026-10-25"].compactMap { CivilDate($0) }
                .map { $0.dayNumber * 1440 + 60 }
            return changes[0] <= instant && instant < changes[1] ? 120 : 60
        }
    }

    @Test func `a time that clocks skip or show twice stays as it is, with a note`() throws {
        let replica = ModelReplica("tokyo", number: 1)
        var writer = ImportWriter(zones: ShiftingZones())
        let windows = [
            ("2026-03-29T02:30", "2026-03-29T04:00"), ("2026-10-25T01:00", "2026-10-25T02:30"),
            ("2026-10-25T03:00", "2026-10-25T04:00"),
        ]
        let records = windows.enumerated().map { place, window in
            ImportRecord(
                source: "s", kind: .release, key: "\(place)",
                fields: [
                    "window": .window(
                        start: "\(window.0)@Test/Shifting", end: "\(window.1)@Test/Shifting")
                ], edges: [], origin: ImportOrigin(file: "f", line: place))
        }
        try replica.write(records, &writer)
        for (place, window) in windows.enumerated() {
            let text = replica.document(.release, "\(place)")?.value(Release.window)
                .flatMap { Window($0) }?.text
            #expect(text == "\(window.0)..\(window.1)@Test/Shifting")
        }
        #expect(writer.problems.map(\.origin.line) == [0, 1])
        #expect(writer.problems.map(\.outcome) == [.kept, .kept])
        #expect(writer.problems[0].reason.contains("clocks go forward"))
        #expect(writer.problems[1].reason.contains("twice"))
    }

    @Test func `a large record keeps to the limits of a change`() throws {
        var chunks = ImportChunks()
        var portions: [[ImportRecord]] = []
        for number in 0..<1_501 {
            let record = ImportRecord(
                source: "s", kind: .item, key: "\(number)", fields: ["title": .text("t")],
                edges: [],
                origin: ImportOrigin(file: "f", line: number))
            if let full = chunks.take(record) { portions.append(full) }
        }
        portions.append(chunks.rest())
        #expect(portions.map(\.count) == [500, 500, 500, 1])
        let long = ImportRecord(
            source: "s", kind: .item, key: "x",
            fields: ["body": .text(String(repeating: "x", count: 900_000))], edges: [],
            origin: ImportOrigin(file: "f", line: 1))
        #expect(chunks.take(long) == nil)
        #expect(chunks.take(long)?.count == 1)
    }

    @Test func `two replicas that import apart come to one entity and one state`() throws {
        let left = ModelReplica("tokyo", number: 1)
        let right = ModelReplica("recife", number: 2)
        _ = try write(first, to: left)
        _ = try write(first.replacing("Two", with: "Zwei"), to: right)
        left.receive(right)
        right.receive(left)
        #expect(left.documents.digest == right.documents.digest)
        #expect(left.documents.documents.values.count { $0.entityKind == .item } == 2)
        #expect(try write(first, to: left).writer.tally.created == 0)
    }
}
