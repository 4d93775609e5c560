import Testing

/// Each check is shown a small breach and must find it, and a clean sample and must not.
@Suite struct CheckerTests {
    private func source(_ path: String, _ text: String) -> SourceFile { SourceFile(path, text) }

    @Test func `the scanner sees code in interpolations and none in comments or strings`() {
        let text = ###"""
            // Date()
            /* a /* nested */ UUID() */
            let a = "Date() \(Date.now) \" UUID()"
            let b = ##"raw "# \(no) \##(yes)"##
            """###
        let words = Scanner.tokens(of: text).filter(\.isWord).map(\.text)
        #expect(words == ["let", "a", "Date", "now", "let", "b", "yes"])
        #expect(Scanner.tokens(of: text).map(\.line) == [3, 3, 3, 3, 3, 3, 4, 4, 4, 4])
    }

    @Test func `a multi-line string hides its text and keeps the line count`() {
        let text = "let a = \"\"\"\n    try \"! { {\n    \"\"\"\nlet `b c` = 1"
        let tokens = Scanner.tokens(of: text)
        #expect(tokens.map(\.text) == ["let", "a", "=", "let", "`b c`", "=", "1"])
        #expect(tokens.last == Token(text: "1", line: 4, depth: 0, isAttached: false))
    }

    @Test func `an import across floors is found`() {
        let text = "package import struct Foundation.Date\nimport Causality\nimport Lattice\n"
        let findings = FloorCheck.findings(in: source("Sources/History/A.swift", text))
        #expect(findings.map(\.line) == [1, 3])
        let clean = source("Sources/History/A.swift", "import Causality\npackage import Crypto\n")
        #expect(FloorCheck.findings(in: clean).isEmpty)
        #expect(!FloorCheck.findings(in: source("Sources/Attic/A.swift", "")).isEmpty)
    }

    @Test func `a manifest that says something else than the table is found`() {
        let manifest = source(
            "Package.swift",
            """
            let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
            targets: [
                    // 0
                    .target(name: "Low"),
                    .target(name: "High", dependencies: ["Low", crypto], settings: x),
                    .target(
                        name: "Stray", dependencies: ["Low"]),
                    .testTarget(name: "LowTests", dependencies: ["Low"]),
                ]
            """)
        let rooms = [
            "Low": Floors.Room(0), "High": Floors.Room(1, ["Low"]), "Gone": Floors.Room(2),
        ]
        let findings = FloorCheck.manifestFindings(manifest, rooms: rooms)
        #expect(
            findings.map(\.message) == [
                "Gone is not in the manifest", "High: Floors.swift differs in Crypto",
                "Stray is not in Floors.swift",
            ])
    }

    @Test func `a file of one line too many is found`() {
        let most = String(repeating: "\n", count: LengthCheck.fileLinesMax)
        #expect(LengthCheck.fileFindings(in: source("a.swift", most)).isEmpty)
        #expect(!LengthCheck.fileFindings(in: source("a.swift", most + "\n")).isEmpty)
    }

    @Test func `a median above the limit is found`() {
        let short = source("a.swift", "\n")
        let median = LengthCheck.medianLinesMax
        let long = source("b.swift", String(repeating: "\n", count: median + 1))
        #expect(LengthCheck.medianFindings(in: [short, short, long]).isEmpty)
        #expect(!LengthCheck.medianFindings(in: [short, long, long]).isEmpty)
    }

    @Test func `a function of one line too many is found`() {
        func sample(_ lines: Int) -> SourceFile {
            let body = String(repeating: "    a { b }\n", count: lines - 2)
            return source(
                "a.swift", "protocol P { init(); func f() }\ninit(a: () -> ()) {\n\(body)}\n")
        }
        let most = LengthCheck.functionLinesMax
        #expect(LengthCheck.functionFindings(in: sample(most)).isEmpty)
        let findings = LengthCheck.functionFindings(in: sample(most + 1))
        #expect(findings.map(\.line) == [2])
        #expect(LengthCheck.functions(of: Scanner.tokens(of: "x = .init(a) { }")).isEmpty)
    }

    @Test func `two types in one file are found`() {
        let two = "package struct A {}\nfinal class B { struct C {} }\nextension B {}\n"
        #expect(!TypeCheck.topLevelFindings(in: source("Sources/Lattice/A.swift", two)).isEmpty)
        let other = source("Sources/Lattice/B.swift", "struct A {}\n")
        #expect(!TypeCheck.topLevelFindings(in: other).isEmpty)
        let stray = source("Sources/Lattice/B.swift", "extension A.C {}\n")
        #expect(!TypeCheck.topLevelFindings(in: stray).isEmpty)
    }

    @Test func `one type with private helpers and extensions is tidy`() {
        let one = """
            @frozen package struct A: ~Copyable { static let shared = 1; class func f() {} }
            private enum State { case open }
            fileprivate final class B {}
            extension Int { var a: Int { self } }
            """
        #expect(TypeCheck.topLevelFindings(in: source("Sources/Lattice/A.swift", one)).isEmpty)
        let topic = source("Sources/Lattice/A+Order.swift", "extension A: Comparable {}\n")
        #expect(TypeCheck.topLevelFindings(in: topic).isEmpty)
        let names = TypeCheck.types(of: Scanner.tokens(of: one)).map(\.name)
        #expect(names == ["A", "State", "B"])
    }

    @Test(arguments: ["PeerState", "ServerSession", "ChangePayload", "EventLoop", "IOHelper"])
    func `a type named in a banned word is found`(name: String) {
        let file = source("Sources/Lattice/A.swift", "struct \(name) {}")
        #expect(!TypeCheck.wordFindings(in: file).isEmpty)
    }

    @Test func `words that merely contain a banned one are fine`() {
        let file = source("Sources/Lattice/A.swift", "struct Nodelike {}\nenum Deltaic {}")
        #expect(TypeCheck.wordFindings(in: file).isEmpty)
        #expect(TypeCheck.words(of: "HLCClock2Of") == ["hlc", "clock2", "of"])
    }

    @Test(
        arguments: [
            "let a = Date()", "let a = Date.now", "let a = UUID()", "Int.random(in: 0..<3)",
            "Bool.random()",
            "var a = SystemRandomNumberGenerator()", "let a = ContinuousClock.now",
            "try await Task.sleep(for: a)", "values.shuffled()", "NIODeadline.now()",
        ])
    func `a call to the outside world is found`(call: String) {
        let file = source("Sources/Coordination/A.swift", call)
        #expect(!CallCheck.findings(in: file, doors: [:]).isEmpty)
    }

    @Test func `what is handed in is fine, and a door lets its own calls through`() {
        let given = """
            Int.random(in: 0..<3, using: &generator)
            Date(timeIntervalSince1970: 0)
            environment.random(32)
            await next()
            """
        #expect(CallCheck.findings(in: source("Sources/Coordination/A.swift", given)).isEmpty)
        let door = source("Sources/Coordination/Door.swift", "Date()\nUUID()\n")
        let doors = ["Sources/Coordination/Door.swift": Set(["Date"])]
        #expect(CallCheck.findings(in: door, doors: doors).map(\.line) == [2])
    }

    @Test(arguments: ["await a()", "func a() async {}", "print(1)", "P256.PrivateKey()"])
    func `a pure floor neither waits nor speaks`(text: String) {
        #expect(!CallCheck.findings(in: source("Sources/Lattice/A.swift", text)).isEmpty)
    }

    @Test func `a test that sleeps is found`() {
        let text = "try await Task.sleep(for: .seconds(1))\nusleep(3)\nsleepy(1)\n"
        let test = source("Tests/ATests/A.swift", text)
        #expect(CallCheck.sleepFindings(in: test, doors: [:]).map(\.line) == [1, 2])
        let doors = ["Tests/ATests/A.swift": Set(["usleep"])]
        #expect(CallCheck.sleepFindings(in: test, doors: doors).map(\.line) == [1])
    }

    @Test func `a planted bug that names no checker is found`() {
        let text = """
            #if RAILYARD_BUG_A  // trips the checker "a"
            #if !RAILYARD_BUG_B
            #if !RAILYARD_BUG_A
            """
        let file = source("Sources/Lattice/A.swift", text)
        #expect(PlantedBugCheck.findings(in: [file]).map(\.line) == [2])
        #expect(PlantedBugCheck.floorsWithout([file], of: 1...2) == [2])
        let rows = [
            "| `A` | 1 | `Sources/Lattice/A.swift` | x |", "| `C` | 1 | `x` | x |",
            "| `A` | 1 | `Sources/Lattice/B.swift` | x |",
        ]
        let table = source("PLANTED.md", rows.joined(separator: "\n"))
        let listed = PlantedBugCheck.tableFindings(table, [file])
        #expect(listed.map(\.line) == [2, 3, 3, 2])
    }

    @Test func `public, a forced try and an open end are found`() {
        let code = source(
            "Sources/Lattice/A.swift", "public let a = try! b() && try !c()\n// public\n")
        #expect(MarkCheck.codeFindings(in: code).count == 2)
        let seen = source("Sources/Causality/Stretch.swift", "public let a = try! b()\n")
        #expect(MarkCheck.codeFindings(in: seen).count == 1)
        let open = source("notes.md", "fine\n- TO" + "DO: later\nTO" + "DOS is a name\n")
        #expect(MarkCheck.unfinishedFindings(in: open).map(\.line) == [2])
    }

    @Test func `a path of one machine is found`() {
        let paths = "see /ro" + "ot/x\nframe/work/x\nhttps://a.b/work/x\ncd /wo" + "rk/main\n"
        #expect(MarkCheck.machineFindings(in: source("a.md", paths)).map(\.line) == [1, 4])
    }

    @Test func `a second title outside code is found`() {
        let page = "# One\n```sh\n# a comment\n```\n## Part\n# Two\n"
        #expect(MarkdownCheck.findings(in: source("a.md", page)).map(\.line) == [6])
    }

    @Test func `a demand that nothing proves and a proof of nothing are found`() {
        let page = source("SPEC.md", "[S-1] A frame MUST fit.\n\n[S-2] It MUST end.\n")
        let vector = source("Protocol/vectors/frame/a.txt", "requirement: S-1\n")
        let stray = source("Tests/ATests/a.swift", "// proves S-9\n")
        let findings = ProtocolCheck.requirementFindings(
            specification: page, proofs: [vector, stray])
        #expect(
            findings.map(\.message) == [
                "S-2 is proved by no vector and no test", "S-9 is not in the specification",
            ])
    }

    @Test func `a demand without a number is found`() {
        let page = source(
            "SPEC.md", "The key words MUST and MAY.\n\nIt MUST end\nsoon.\n\n[S-1] It MUST.\n")
        let findings = ProtocolCheck.unnumberedFindings(specification: page)
        #expect(findings.map(\.line) == [3])
    }

    @Test func `a folder of vectors that no test reads is found`() {
        let vectors = ["frame", "varint"].map { source("Protocol/vectors/\($0)/a.txt", "") }
        let test = source("Tests/ATests/a.swift", "Vectors.in(\"frame\")")
        let findings = ProtocolCheck.vectorFindings(vectors: vectors, tests: [test])
        #expect(findings.map(\.path) == ["Protocol/vectors/varint/a.txt"])
    }

    @Test func `a limit that differs from the code is found`() {
        let page = source(
            "SPEC.md",
            """
            ## 11 Limits
            | name | value | reason |
            |---|---|---|
            | `frameLengthMaxBytes` | 1,048,576 bytes | x |
            | `batchMax` | 2^10 | x |
            | `goneMax` | 3 | x |
            ## 12 Versions
            | `other` | 4 |
            """)
        let code = source(
            "Sources/SyncProtocol/Limits.swift",
            """
            package static let frameLengthMaxBytes = 1 << 20
            package static let batchMax: Int = 2 * 500
            """)
        let findings = ProtocolCheck.limitFindings(specification: page, sources: [code])
        #expect(
            findings.map(\.message) == [
                "batchMax is 1000 in the code", "no constant is named goneMax",
            ])
        #expect(LimitReader.arithmetic("16 * 1_024 + 0x10") == 16_400)
        #expect(LimitReader.arithmetic("other * 2") == nil)
    }
}
