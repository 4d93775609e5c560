import Importing
import ReleaseModel
import Testing

/// What a map can say, and how it is told where it is wrong.
struct MapTests {
    private func problems(_ text: String) -> [MapProblem] {
        let file = SourceFile(name: "m.yaml", bytes: Array(text.utf8))
        if case .failure(let refusal) = MapReader.read(file) { return refusal.problems }
        return []
    }

    private let head = "map: 1\nsource: s\nfiles:\n  - path: a.yaml\n    records:\n"

    @Test func `every mistake is found in one run, with its line and a hint`() {
        let text = """
            map: 2
            source: s
            colour: red
            tables:
              t: { values: { a: b }, unknown: perhaps }
            files:
              - path: "a/{x.yaml"
                records: []
              - path: a.txt
                records: []
              - path: a.yaml
                records:
                  - kind: elephant
                    key: "{id}"
                  - kind: item
                    fields: { title: "{title" }
                  - kind: item
                    key: "{$nobody}"
                    fields:
                      trunk: "{x}"
                      due: { text: "{due}", date: yyyy-MM-dd HH:mm }
                      title: { text: "{x}", replace: { match: "(", with: "" }, table: none }
                    edges: [{ kind: eats, target: item, key: "{x}" }]
                    checks: [{ path: x, reason: y }]
            """
        let found = problems(text)
        let expected = [
            (1, "language"), (3, "colour"), (5, "perhaps"), (7, "no path pattern"),
            (9, "format"), (13, "elephant"), (16, "no template"), (15, "no key"),
            (18, "$nobody"), (20, "no field `trunk`"), (21, "needs a zone"),
            (22, "no regular expression"), (22, "no table"), (23, "`eats`"),
            (24, "expects nothing"),
        ]
        for (line, words) in expected {
            #expect(
                found.contains { $0.line == line && $0.reason.contains(words) && !$0.hint.isEmpty },
                "\(line) \(words)")
        }
        #expect(problems("").count == 1)
        #expect(problems("- a\n").count == 1)
        #expect(problems("a: [\n").first?.line ?? 0 > 0)
        #expect(
            problems(String(repeating: "#", count: ImportLimits.mapLengthMaxBytes + 1)).count == 1)
    }

    @Test func `the maps that we give away are whole`() throws {
        for name in [
            "openstack-releases.yaml", "backlog-md.yaml", "sig-release.yaml", "programme.yaml",
            "github-issues.yaml", "jira-csv.yaml", "jira-xml.yaml", "linear-csv.yaml",
            "taskwarrior.yaml",
        ] {
            #expect(!(try ImportRun.map(at: SharedData.map(name))).files.isEmpty, "\(name)")
        }
    }

    @Test func `patterns of paths take captures from the end of a path`() throws {
        let plain = try #require(FilePattern("deliverables/{series}/{name}.yaml"))
        let match = plain.match("/x/y/deliverables/zed/oslo.messaging.yaml")
        #expect(match?.captures == ["series": "zed", "name": "oslo.messaging"])
        #expect(match?.name == "deliverables/zed/oslo.messaging.yaml")
        #expect(plain.match("deliverables/zed/deep/a.yaml") == nil)
        let deep = try #require(FilePattern("backlog/{area...}/{file}.md"))
        #expect(deep.match("b/backlog/archive/tasks/a b.md")?.captures["area"] == "archive/tasks")
        #expect(deep.match("backlog/a.md") == nil)
        #expect(FilePattern("**/*.md")?.match("a/b/c.md") != nil)
        for text in ["", "{", "{}", "a}", "{a}/{a}"] {
            #expect(FilePattern(text) == nil, "\(text)")
        }
    }

    @Test func `paths reach keys, members, values, the root and the tree before`() throws {
        let text = """
            name: top
            groups:
              - { id: g, rows: [{ n: 1 }, { n: 2 }], sizes: { "a.b": 7, c: 8 } }
            """
        let map =
            head + """
                      - select: groups[].rows[]
                        kind: item
                        key: "{../id}/{n}"
                        fields:
                          title: "{^name} {../sizes.\\"a.b\\"} {$position}"
                          body: "{missing|../id}{none?}"
                          labels: { each: "../sizes{}", text: "{$key}={.}" }
                          attributes.last: "{../rows[-1].n}"
                          attributes.gone: "{missing}"
                """
        let source = try ImportedSource(map: map, files: ["a.yaml": text])
        #expect(source.records.map(\.key) == ["g/1", "g/2"])
        let second = try #require(source.one("item", "g/2"))
        #expect(second.text("title") == "top 7 2")
        #expect(second.text("body") == "g")
        #expect(second.list("labels") == ["a.b=7", "c=8"])
        #expect(second.text("attributes.last") == "2")
        #expect(second.fields["attributes.gone"] == nil)
        #expect(second.origin.line == 3)
    }

    @Test func `tables, cases, dates and shapes report what does not fit, and go on`() throws {
        let map = """
            map: 1
            source: s
            tables:
              hard: { values: { a: ready } }
            files:
              - path: "*.csv"
                checks: [{ path: "[]", has: [note], reason: no note }]
                records:
                  - select: "[]"
                    kind: item
                    key: "{id}"
                    fields:
                      title: { text: "{title}", required: true }
                      state: { text: "{state}", table: hard }
                      due: { text: "{due}", date: [yyyy-MM-dd, d MMM yyyy, yyyy-MM-dd HH:mm], zone: "{zone}" }
                      size: { text: "{size}", as: integer }
                      type: { text: "{title}", cases: [{ matches: "^Fix", gives: bug }], default: task }
            """
        let text = """
            id,title,state,due,zone,size,note
            1,Fix it,a,2026-02-28,,3,n
            2,Do it,b,30 Feb 2026,,x,n
            3,,a,5 March 2026,,1,
            ,No key,a,,,,n
            1,Again,a,,,,n
            6,Six,a,2026-03-29 02:30,Europe/Berlin,,n
            7,Seven,a,2026-03-29 02:30,,,n
            """
        let source = try ImportedSource(map: map, files: ["x.csv": text])
        #expect(source.records.map(\.key) == ["1", "2", "3", "6", "7"])
        #expect(source.one("item", "1")?.text("type") == "bug")
        #expect(source.one("item", "3")?.fields["due"] == .date("2026-03-05"))
        #expect(source.one("item", "6")?.fields["due"] == .moment("2026-03-29T02:30@Europe/Berlin"))
        let rows = source.report.problems.map {
            "\($0.origin.line) \($0.field): \($0.outcome.rawValue)"
        }
        #expect(
            Set(rows) == [
                "3 state: left out", "3 due: left out", "3 size: left out", "4 title: left out",
                "4 note: kept", "5 key: left out", "6 key: left out", "8 due: left out",
            ])
    }

    @Test func `files that nothing matches, or that hold nothing of the map, are said`() throws {
        let map = head + "      - { select: \"rows[]\", kind: item, key: \"{id}\" }\n"
        let source = try ImportedSource(
            map: map, files: ["a.yaml": "other: 1\n", "b.txt": "x", "q/a.yaml": "rows: text\n"])
        #expect(source.report.filesUnmatched == ["b.txt"])
        #expect(source.problems("holds nothing").count == 2)
        #expect(source.problems("where a list should be").count == 1)
        let map2 =
            head
            + "      - { kind: item, key: \"{id}\", fields: { parent: { reference: item, key: \"{up}\" } } }\n"
        let dangling = try ImportedSource(map: map2, files: ["a.yaml": "id: 1\nup: 2\n"])
        #expect(dangling.problems("points at nothing").map(\.value) == ["item 2"])
    }
}
