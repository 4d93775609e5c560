import Importing
import ReleaseModel
import Testing

/// What a map can say of XML, tables in Markdown, other files, dates, pieces of text and titles.
struct MapLanguageTests {
    private func read(_ format: SourceFormat, _ text: String) -> SourceDocument {
        format.read(SourceFile(name: "f", bytes: Array(text.utf8)))
    }

    private func map(_ path: String, _ rest: String, tables: String = "") -> String {
        "map: 1\nsource: s\n\(tables)files:\n  - path: \"\(path)\"\n" + rest
    }

    // XML

    @Test func `an element is its text, or a map of attributes, elements and text`() throws {
        let text = """
            <list xmlns:x="urn:x">
              <item id="1"><title>One</title><x:tag>a</x:tag><x:tag>b</x:tag></item>
              <item id="2">Two <b>bold</b> words &lt;&#228;&gt;</item>
            </list>
            """
        let map = map(
            "*.xml",
            """
                records:
                  - select: list.item[]
                    kind: item
                    key: "{@id}"
                    fields:
                      title: "{title|#text}"
                      labels: { each: "x:tag[]" }
                      attributes.first: "{x:tag}"
                      attributes.last: "{x:tag[-1]}"
                      attributes.bold: "{b}"
            """)
        let source = try ImportedSource(map: map, files: ["a.xml": text])
        let one = try #require(source.one("item", "1"))
        #expect(one.text("title") == "One")
        #expect(one.list("labels") == ["a", "b"])
        #expect(one.text("attributes.first") == "a")
        #expect(one.text("attributes.last") == "b")
        #expect(one.origin.line == 2)
        let two = try #require(source.one("item", "2"))
        #expect(two.text("title") == "Two  words <ä>")
        #expect(two.text("attributes.bold") == "bold")
        // One element of a name is a list of itself.
        let single = try ImportedSource(
            map: map, files: ["a.xml": "<list><item id='7'><title>S</title></item></list>"])
        #expect(single.records.map(\.key) == ["7"])
    }

    @Test(arguments: [
        ("<a>", "is not XML: no element found", 1),
        ("<a>\n<b></a>", "is not XML: mismatched tag", 2),
        ("<a/><b/>", "is not XML: junk after document element", 1),
        ("<a>&nbsp;</a>", "is not XML: undefined entity", 1),
        ("plain text", "is not XML: syntax error", 1),
        ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "has a document type", 1),
        ("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "has a document type", 1),
    ])
    func `what is no XML, or wants more than XML, is refused with its line`(
        _ text: String, _ reason: String, _ line: Int
    ) {
        let document = read(.xml, text)
        #expect(document.root == nil)
        #expect(document.problems.map(\.origin.line) == [line])
        #expect(document.problems.first?.reason.hasPrefix(reason) == true)
    }

    @Test func `depth and number of elements are bounded`() {
        let most = ImportLimits.depthMax
        func nested(_ depth: Int) -> String {
            String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        }
        #expect(read(.xml, nested(most)).root != nil)
        #expect(read(.xml, nested(most + 1)).problems.first?.reason.contains("deeper") == true)
        let values = ImportLimits.valuesPerFileMax
        let full = "<a>" + String(repeating: "<b/>", count: values - 1) + "</a>"
        #expect(read(.xml, full).root != nil)
        let over = "<a>" + String(repeating: "<b/>", count: values) + "</a>"
        #expect(read(.xml, over).problems.first?.reason.contains("more than") == true)
    }

    // Markdown

    @Test func `a table of Markdown is rows by the words of its header`() throws {
        let text = """
            # Plan

            | not | a table |

            ## Dates

            | **What** | [Who](x) | When |
            |:---|---|--:|
            | Begin **[Freeze]** | Ana \\| Bo | 2026-03-01 |
            | End | | 2026-03-02 | more |

            ```
            | What | When |
            |---|---|
            | no | 2026-01-01 |
            ```
            - one
            * two [here](y)
            """
        let map = map(
            "*.md",
            """
                front-matter: false
                records:
                  - select: tables[]
                    when: { "{header}": '^what \\| who' }
                    records:
                      - select: rows[]
                        kind: entry
                        key: "{../heading}/{$position}"
                        fields:
                          title: { text: "{what}", plain: markdown }
                          owner: "{who}"
                          when: { text: "{when}", date: yyyy-MM-dd }
                          attributes.more: "{column 4}"
                  - select: sections.dates.bullets[]
                    kind: item
                    key: "{$position}"
                    fields: { title: { text: "{.}", plain: markdown } }
            """)
        let source = try ImportedSource(map: map, files: ["a.md": text])
        #expect(source.all("entry").map(\.key) == ["dates/1", "dates/2"])
        let first = try #require(source.one("entry", "dates/1"))
        #expect(first.text("title") == "Begin Freeze")
        #expect(first.text("owner") == "Ana | Bo")
        #expect(first.origin.line == 9)
        let second = try #require(source.one("entry", "dates/2"))
        #expect(second.fields["owner"] == nil)
        #expect(second.text("attributes.more") == "more")
        #expect(source.all("item").map { $0.text("title") } == ["one", "two here"])
        #expect(source.report.problems.isEmpty)
    }

    // Other files

    @Test func `a table takes its values from another file, whatever the order of files`() throws {
        let map = map(
            "z/issues.csv",
            """
                records:
                  - select: "[]"
                    kind: item
                    key: "{id}"
                    fields:
                      title: "{title}"
                      attributes.email: { text: "{who}", table: emails }
            """,
            tables: """
                tables:
                  emails:
                    ignore-case: true
                    values: { bot: robot@example.org }
                    from: { path: people.csv, select: "[]", key: "{login}", gives: "{email}" }

                """)
        let issues = "id,title,who\n1,One,ANA\n2,Two,bot\n3,Three,eva\n"
        let people = "login,email\nana,ana@example.org\nbo,bo@example.org\nAna,other@example.org\n"
        let source = try ImportedSource(
            map: map, files: ["x/people.csv": people, "z/issues.csv": issues])
        #expect(source.one("item", "1")?.text("attributes.email") == "ana@example.org")
        #expect(source.one("item", "2")?.text("attributes.email") == "robot@example.org")
        #expect(source.one("item", "3")?.fields["attributes.email"] == nil)
        #expect(source.problems("the first stands").map(\.origin.line) == [4])
        #expect(source.problems("is not in the map's table").map(\.value) == ["eva"])
        #expect(source.report.filesUnmatched.isEmpty)
        #expect(source.report.filesRead == 2)
        let alone = try ImportedSource(map: map, files: ["z/issues.csv": issues])
        #expect(alone.problems("is not among the files").map(\.origin.file) == ["people.csv"])
    }

    @Test func `rows of another file that only relate are joined with the records of the first`()
        throws
    {
        let map = map(
            "items.csv",
            """
                records:
                  - { select: "[]", kind: item, key: "{id}", repeat: last, fields: { title: "{title}" } }
              - path: links.csv
                records:
                  - select: "[]"
                    kind: item
                    key: "{from}"
                    repeat: last
                    edges: [{ kind: blocks, target: item, key: "{to}" }]
            """)
        let source = try ImportedSource(
            map: map,
            files: ["links.csv": "from,to\n1,2\n1,3\n", "items.csv": "id,title\n1,A\n2,B\n3,C\n"])
        #expect(source.records.count == 3)
        #expect(source.one("item", "1")?.text("title") == "A")
        #expect(source.one("item", "1")?.edges.map(\.targetKey) == ["2", "3"])
    }

    // Dates

    @Test(arguments: [
        ("dd/MMM/yy h:mm a", "02/Mar/26 12:05 AM", "2026-03-02", "00:05", false),
        ("dd/MMM/yy h:mm a", "2/mar/26 12:05 pm", "2026-03-02", "12:05", false),
        (
            "EEE, d MMM yyyy HH:mm:ss Z", "Mon, 2 Mar 2026 00:30:00 +0100", "2026-03-01", "23:30",
            true
        ),
        ("yyyy-MM-ddTHH:mm:ss.SSSZ", "2026-03-02T10:11:12.123Z", "2026-03-02", "10:11", true),
        ("yyyy-MM-ddTHH:mmZ", "2026-03-02T23:11-03:30", "2026-03-03", "02:41", true),
        ("yyyyMMddTHHmmssZ", "20260302T091112Z", "2026-03-02", "09:11", true),
        (
            "HH:mm 'UTC' EEEE do MMMM yyyy", "02:00 UTC Friday 4th February 2022", "2022-02-04",
            "02:00", false
        ),
        ("epoch", "1772445600", "2026-03-02", "10:00", true),
        ("epoch-milliseconds", "-1", "1969-12-31", "23:59", true),
        ("EEEE, MMMM d, yyyy", "Thursday, May 13, 2021", "2021-05-13", nil, false),
    ])
    func `dates as trackers write them`(
        _ format: String, _ text: String, _ date: String, _ time: String?, _ isUniversal: Bool
    ) throws {
        let reading = try #require(DateFormat(format)?.read(text))
        #expect(reading.date.description == date)
        #expect(reading.time == time)
        #expect(reading.isUniversal == isUniversal)
    }

    @Test(arguments: [
        ("dd/MMM/yy h:mm a", "02/Mar/26 13:05 AM"), ("dd/MMM/yy h:mm a", "02/Mar/26 0:05 AM"),
        ("yyyy-MM-ddTHH:mm:ssZ", "2026-03-02T10:11:12"),
        ("yyyy-MM-ddTHH:mmZ", "2026-03-02T10:11+19"),
        ("yyyy-MM-ddTHH:mmZ", "2026-03-02T10:11+01:60"), ("do MMM yyyy", "4xx Feb 2022"),
        ("yyyy-MM-dd", "2026-02-29"), ("epoch", "soon"), ("epoch", "99999999999999999999"),
        ("EEE d MMM yyyy", "Someday 4 Feb 2022"),
    ])
    func `a date that is none is none`(_ format: String, _ text: String) throws {
        #expect(try #require(DateFormat(format)).read(text) == nil)
    }

    @Test(arguments: [
        "yyyy", "yyyy-MM", "h:mm yyyy-MM-dd", "yyyy-MM-dd a", "yyyy-MM-dd 'x", "qq yyyy-MM-dd",
    ])
    func `a format that cannot be read is refused`(_ text: String) {
        #expect(DateFormat(text) == nil)
    }

    // Pieces and titles

    @Test func `text is cut at separators, or where a pattern is found`() throws {
        let map = map(
            "*.csv",
            """
                records:
                  - select: "[]"
                    kind: item
                    key: "{id}"
                    fields:
                      title: "{title}"
                      labels: { each: tags, split: ";", lowercase: true }
                      links: { each: note, find: 'https?://[^ )]+' }
                    edges:
                      - { kind: blocks, each: note, find: 'after #([0-9]+)', target: item, key: "{.}", reverse: true }
                      - { kind: relates, each: see, split: ",", target: item, title: "{.}" }
            """)
        let text = """
            id,title,tags,note,see
            1,One,A; B ;;C,"after #2, after #3
            http://x.org/a (http://x.org/b)","two, Three"
            2,Two,,,
            3,Three,,,One
            4,Same,,,nobody
            5,same,,,SAME
            """
        let source = try ImportedSource(map: map, files: ["a.csv": text])
        let one = try #require(source.one("item", "1"))
        #expect(one.list("labels") == ["a", "b", "c"])
        #expect(one.list("links") == ["http://x.org/a", "http://x.org/b"])
        #expect(
            one.edges.map { "\($0.kind) \($0.targetKey)" } == [
                "blocks 2", "blocks 3", "relates 2", "relates 3",
            ])
        #expect(source.one("item", "3")?.edges.map(\.targetKey) == ["1"])
        #expect(source.records.allSatisfy { $0.edges.allSatisfy { !$0.isByTitle } })
        #expect(source.problems("nothing in this import has").map(\.value) == ["nobody"])
        #expect(source.problems("several things have").map(\.value) == ["SAME"])
        #expect(source.report.recordsByKind[.item] == 5)
    }

    @Test func `columns of one name are one list where the map says so`() throws {
        let rules = """
            records:
                  - { select: "[]", kind: item, key: "{id}", fields: { labels: { each: "tag[]" } } }
            """
        let text = "id,tag,tag\n1,a,b\n2,,c\n3,,\n"
        let joined = try ImportedSource(
            map: map("*.csv", "    repeated-columns: true\n    " + rules), files: ["a.csv": text])
        #expect(joined.records.map { $0.list("labels") } == [["a", "b"], ["c"], []])
        #expect(joined.report.problems.isEmpty)
        let plain = try ImportedSource(map: map("*.csv", "    " + rules), files: ["a.csv": text])
        #expect(plain.problems("column name used twice").count == 1)
    }

    @Test func `HTML leaves its words`() throws {
        let map = map(
            "*.json",
            "    records: [{ kind: item, key: \"1\", fields: { body: { text: \"{t}\", plain: html } } }]\n"
        )
        let html =
            "<p>a &amp; <b>b</b></p>\\n\\n<ul><li>c</li><li>d &#228;&unknown;</li></ul>1 < 2 <script>x"
        let source = try ImportedSource(map: map, files: ["a.json": "{\"t\": \"\(html)\"}"])
        #expect(source.records.first?.text("body") == "a & b\n\n- c\n- d ä&unknown;\n1 < 2 x")
    }

    @Test func `mistakes in what is new are told with their lines`() {
        let text = """
            map: 1
            source: s
            tables:
              a: { from: { path: x.csv, key: "{id}" } }
              b: { from: { path: x.foo, key: "{id}", gives: "{b}" } }
            files:
              - path: a.csv
                records:
                  - select: "[]"
                    kind: item
                    key: "{id}"
                    fields:
                      title: { text: "{t}", plain: word }
                      labels: { each: x, split: "", find: y }
                      due: { text: "{d}", date: "yyyy-MM-dd qq" }
                    edges:
                      - { kind: blocks, target: item }
                      - { kind: blocks, target: item, key: "{a}", title: "{b}" }
            """
        let result = MapReader.read(SourceFile(name: "m.yaml", bytes: Array(text.utf8)))
        guard case .failure(let refusal) = result else {
            Issue.record("the map was taken")
            return
        }
        #expect(
            refusal.problems.map(\.line).sorted() == [4, 5, 13, 14, 15, 17, 18],
            "\(refusal.problems)")
        #expect(refusal.problems.allSatisfy { !$0.hint.isEmpty })
    }
}
