import Importing
import Testing

/// What each reader makes of good and of broken text, and where it says that it stands.
struct ReaderTests {
    private func read(_ format: SourceFormat, _ text: String) -> SourceDocument {
        format.read(SourceFile(name: "f", bytes: Array(text.utf8)))
    }

    private func reasons(_ document: SourceDocument) -> String {
        document.problems.map { "\($0.origin.line): \($0.reason)" }.joined(separator: "; ")
    }

    @Test func `YAML keeps lines and the text as written`() throws {
        let document = read(
            .yaml, "---\nversion: 1.10\nflag: no\nlist:\n  - a\n  - 'b'\nday: 2022-10-05\n")
        let root = try #require(document.root)
        #expect(root.entry("version")?.tree.text == "1.10")
        #expect(root.entry("version")?.tree.shape == "decimal")
        #expect(root.entry("flag")?.tree.text == "no")
        #expect(root.entry("flag")?.tree.shape == "boolean")
        #expect(root.entry("day")?.tree.shape == "date")
        #expect(root.entry("day")?.line == 7)
        guard case .list(let members)? = root.entry("list")?.tree.value else {
            Issue.record("no list")
            return
        }
        #expect(members.map(\.line) == [5, 6])
    }

    @Test func `YAML that does not parse is a problem with its line`() {
        #expect(reasons(read(.yaml, "a: 1\nb: @name\n")).hasPrefix("2: is not YAML"))
        #expect(reasons(read(.yaml, "a: 1\na: 2\n")).contains("key twice"))
        #expect(reasons(read(.yaml, "a: *nobody\n")).contains("undefined alias"))
        #expect(reasons(read(.yaml, "\u{200b}\n# x\n- a: 1\n")).hasPrefix("3: is not YAML"))
    }

    @Test func `short YAML reads whole`() {
        for text in ["a", "a: b", "- a", "1234567890123456", "x: 12345678901"] {
            #expect(read(.yaml, text).root != nil, "\(text)")
        }
    }

    @Test func `an alias bomb ends at the limit`() {
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        for (name, before) in zip("bcdefghij", "abcdefghi") {
            text +=
                "\(name): &\(name) [\(Array(repeating: "*\(before)", count: 10).joined(separator: ", "))]\n"
        }
        #expect(reasons(read(.yaml, text)).contains("more than 1000000 values"))
        #expect(read(.yaml, text).root == nil)
    }

    @Test func `an alias bomb inside a key is refused unread`() {
        var text = "a: &a [x, x]\n"
        for (name, before) in zip("bcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxy") {
            text += "\(name): &\(name) [*\(before), *\(before), *\(before)]\n"
        }
        for key in ["? *z\n: 1\n", "*z : 1\n", "{[*z]: 1}\n", "? [*z, *z]\n: 1\n"] {
            #expect(reasons(read(.yaml, text + key)).contains("aliases"), "\(key)")
        }
    }

    @Test func `aliases that mean well are read`() {
        let root = read(.yaml, "base: &b {x: 1}\none: *b\ntwo: *b\n").root
        #expect(root?.entry("two")?.tree.entry("x")?.tree.text == "1")
    }

    @Test func `depth has a limit in every format, at its edge`() {
        let deepest = ImportLimits.depthMax - 1
        for (depth, isRead) in [
            (deepest, true), (deepest + 1, false), (300, false), (50_000, false),
        ] {
            let text =
                String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
            #expect((read(.json, text).root != nil) == isRead, "\(depth)")
            #expect((read(.yaml, text).root != nil) == isRead, "\(depth)")
            let block = String(repeating: "- ", count: depth) + "1"
            #expect((read(.yaml, block).root != nil) == isRead, "block \(depth)")
        }
    }

    @Test func `files longer than the limit are refused`() {
        let long = [UInt8](repeating: 0x61, count: ImportLimits.fileLengthMaxBytes + 1)
        for format in SourceFormat.allCases {
            let document = format.read(SourceFile(name: "f", bytes: long))
            #expect(document.root == nil)
            #expect(reasons(document).contains("longer than 32 MiB"))
        }
        let ten = SourceFile(name: "f", bytes: Array(long.prefix(10_000_000)))
        #expect(reasons(SourceFormat.yaml.read(ten)).contains("longer than 4 MiB"))
    }

    @Test func `no text: empty, NUL, UTF-16, broken UTF-8`() {
        for format in SourceFormat.allCases {
            #expect(reasons(read(format, "")) == "0: is empty")
            #expect(reasons(read(format, " \n\t\n")) == "0: is empty")
            #expect(reasons(read(format, "a\nb\u{0}c")) == "2: is not text: a NUL byte")
            let wide = format.read(SourceFile(name: "f", bytes: [0xff, 0xfe, 0x61, 0x00]))
            #expect(reasons(wide) == "1: is UTF-16; save it as UTF-8")
        }
        let broken = SourceFile(name: "f", bytes: Array("a: 1\nb: x".utf8) + [0xc3, 0x28] + [0x0a])
        let document = SourceFormat.yaml.read(broken)
        #expect(reasons(document).hasPrefix("2: is not UTF-8"))
        #expect(document.root?.entry("a")?.tree.text == "1")
        #expect(document.root?.entry("b")?.tree.text == "x\u{fffd}(")
    }

    @Test func `JSON keeps lines; a broken line of JSON lines costs only itself`() {
        let root = read(
            .json, "{\n \"a\": [1,\n 2.5e3, \"\\ud83d\\ude82 \\u00e9\\n\"],\n \"b\": null}"
        ).root
        guard case .list(let members)? = root?.entry("a")?.tree.value else {
            Issue.record("no list")
            return
        }
        #expect(members.map(\.line) == [2, 3, 3])
        #expect(members[2].text == "🚂 é\n")
        #expect(root?.entry("b")?.tree.isEmpty == true)
        for text in [
            "{", "[1,]", "{\"a\" 1}", "\"\\q\"", "tru", "1 2", "\"a\nb\"", "{\"a\":1,}", "-",
        ] {
            #expect(read(.json, text).root == nil, "\(text)")
        }
        let lines = read(.jsonLines, "{\"a\":1}\nnonsense\n\n{\"a\":2}\r\n")
        #expect(reasons(lines).hasPrefix("2: is not JSON"))
        guard case .list(let rows)? = lines.root?.value else {
            Issue.record("no rows")
            return
        }
        #expect(rows.map(\.line) == [1, 4])
        #expect(reasons(read(.json, "\"\\ud83d x\"")).contains("surrogate"))
        #expect(reasons(read(.json, "{\"a\":1,\"a\":2}")).contains("key twice"))
    }

    @Test func `CSV counts lines below cells of several lines`() {
        let text =
            "id,title\r\n1,\"two\nlines, \"\"quoted\"\"\"\r\n\r\n2,plain\n3\n4,a,b\n5,\"never closed\n6,x\n"
        let document = read(.csv, text)
        guard case .list(let rows)? = document.root?.value else {
            Issue.record("no rows")
            return
        }
        #expect(rows.map { $0.entry("id")?.tree.text } == ["1", "2", "3", "4", "6"])
        #expect(rows.map(\.line) == [2, 5, 6, 7, 9])
        #expect(rows[0].entry("title")?.tree.text == "two\nlines, \"quoted\"")
        #expect(reasons(document).contains("8: has a quote that is never closed"))
        #expect(reasons(document).contains("6: has 1 cell where the header has 2"))
        #expect(reasons(document).contains("7: has 3 cells where the header has 2"))
        #expect(read(.csv, "a,a,\n1,2,3\n").root != nil)
    }

    @Test func `Markdown gives front matter, sections and checklists`() {
        let text = """
            ---
            id: T-1
            assignee: @ana
            title: Fix: it
            ---
            # Head

            ## Plan
            - [ ] #7 first
            - [x] second
            ```
            - [ ] in a fence
            ```
            ## plan
            - [X] #7 again
            """
        let document = read(.markdown, text)
        let root = document.root
        #expect(root?.entry("front")?.tree.entry("assignee")?.tree.text == "@ana")
        #expect(root?.entry("front")?.tree.entry("title")?.tree.text == "Fix: it")
        #expect(document.problems.map(\.origin.line) == [3, 4])
        #expect(document.problems.allSatisfy { $0.outcome == .repaired })
        #expect(root?.entry("heading")?.tree.text == "Head")
        let plan = root?.entry("sections")?.tree.entry("plan")?.tree.entry("checks")?.tree
        guard case .list(let checks)? = plan?.value else {
            Issue.record("no checks")
            return
        }
        #expect(checks.map { $0.entry("key")?.tree.text } == ["7", "2", "7~3"])
        #expect(checks.map { $0.entry("done")?.tree.text } == ["false", "true", "true"])
        #expect(checks.map(\.line) == [9, 10, 15])
        #expect(reasons(read(.markdown, "# only text\n")) == "1: has no front matter")
        #expect(reasons(read(.markdown, "---\na: [\n---\n")).contains("is not YAML"))
    }
}
