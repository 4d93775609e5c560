import Importing
import SimulationKit
import Testing

/// Readers, patterns and maps are total: any bytes end in a tree or in a problem.
struct GarbageTests {
    private static let samples: [(SourceFormat, String)] = [
        (
            .yaml,
            "---\na: &x [1, {b: 'c'}]\n\"d e\": |\n  text\n  more\nf: *x\n? g\n: >-\n  h\n...\n---\n- i\n"
        ),
        (.json, "{\"a\":[1,-2.5e7,true,null,\"\\ud83d\\ude82\\n\"],\"b\":{\"c\":{}}}"),
        (.jsonLines, "{\"a\":1}\n[2]\n\"three\"\n"),
        (.csv, "id,title,\"x, y\"\r\n1,\"two\nlines\",3\r\n4,\"a \"\"b\"\"\",6\r\n"),
        (
            .markdown,
            "---\nid: A\nby: @x\n---\n# T\n## Checks\n- [ ] #1 a\n- [x] b\n```\n## no\n```\n| a | b\\| |\n|---|---|\n| [c](d) | |\n"
        ),
        (
            .xml,
            "<?xml version=\"1.0\"?>\n<a b='c'><!-- d --><e>f &amp; g</e><e/><h><![CDATA[<i>]]></h></a>\n"
        ),
    ]

    /// Nothing read means something reported, except where the text holds nothing.
    private func expectTotal(_ format: SourceFormat, _ bytes: [UInt8], _ seed: some Any) {
        let document = format.read(SourceFile(name: "f", bytes: bytes))
        if document.root == nil, format != .yaml {
            #expect(!document.problems.isEmpty, "\(format) \(seed)")
        }
    }

    @Test func `random bytes`() {
        for seed in 0..<400 as Range<UInt64> {
            var dice = SplitMix64(seed: seed)
            let bytes = (0..<Int.random(in: 0..<400, using: &dice)).map { _ in
                UInt8.random(in: .min ... .max, using: &dice)
            }
            for format in SourceFormat.allCases { expectTotal(format, bytes, seed) }
        }
    }

    @Test func `random text out of the formats' own marks`() {
        let marks = Array("[]{}:,-#&*!|>'\"%@`?~ \n\r\t0aé\\<=.x".utf8)
        for seed in 0..<1_500 as Range<UInt64> {
            var dice = SplitMix64(seed: seed)
            let bytes = (0..<Int.random(in: 1..<120, using: &dice)).map { _ in
                marks.randomElement(using: &dice) ?? 0x20
            }
            for format in SourceFormat.allCases {
                expectTotal(format, bytes, seed)
                expectTotal(format, Array("---\n".utf8) + bytes + Array("\n---\n".utf8), seed)
            }
        }
    }

    @Test func `every beginning of every sample, and samples with bytes changed`() {
        for (format, text) in Self.samples {
            let bytes = Array(text.utf8)
            for length in 0...bytes.count { expectTotal(format, Array(bytes[..<length]), length) }
            for seed in 0..<600 as Range<UInt64> {
                var dice = SplitMix64(seed: seed)
                var changed = bytes
                for _ in 0..<Int.random(in: 1...4, using: &dice) {
                    let place = Int.random(in: 0..<changed.count, using: &dice)
                    changed[place] = UInt8.random(in: .min ... .max, using: &dice)
                }
                expectTotal(format, changed, seed)
            }
        }
    }

    @Test func `beginnings of the maps and of real files`() throws {
        var files = ["README.md", "openstack-releases.yaml"].map { SharedData.map($0) }
        if let folder = SharedData.folder("backlog-md") {
            files += try SourceFolder.files(at: [folder]).sorted().prefix(8)
        }
        if let folder = SharedData.folder("sig-release") {
            files += try SourceFolder.files(at: [folder]).sorted().prefix(4)
        }
        for path in files {
            guard let format = SourceFormat(fileName: path) else { continue }
            let bytes = try SourceFolder.bytes(of: path)
            var dice = SplitMix64(seed: 7)
            for _ in 0..<25 {
                let length = Int.random(in: 0...bytes.count, using: &dice)
                expectTotal(format, Array(bytes[..<length]), path)
            }
        }
    }

    @Test func `maps of garbage are refused with a line, never read half`() throws {
        let text = try SourceFolder.bytes(of: SharedData.map("openstack-releases.yaml"))
        for seed in 0..<40 as Range<UInt64> {
            var dice = SplitMix64(seed: seed)
            var changed = text
            for _ in 0..<3 {
                let place = Int.random(in: 0..<changed.count, using: &dice)
                changed[place] = UInt8.random(in: 0x20...0x7e, using: &dice)
            }
            if case .failure(let refusal) = MapReader.read(SourceFile(name: "m", bytes: changed)) {
                #expect(!refusal.problems.isEmpty)
                #expect(refusal.problems.allSatisfy { !$0.hint.isEmpty })
            }
        }
    }

    @Test func `long files of one mark end in time`() {
        for mark in [
            "[", "{", "\"", "- ", "a,", "*a ", "&a ", "? ", "- [ ] #1\n", "\"\n", "{\"a\":",
            "<a>", "<a b='c'/>", "&amp;", "| a ", "| a |\n|-|\n", "[a](", "- a\n",
        ] {
            let count = 300_000 / mark.utf8.count
            let bytes = Array(String(repeating: mark, count: count).utf8)
            for format in SourceFormat.allCases {
                _ = format.read(SourceFile(name: "f", bytes: bytes))
            }
        }
        let checks = "---\na: 1\n---\n## x\n" + String(repeating: "- [ ] #1\n", count: 100_000)
        #expect(
            SourceFormat.markdown.read(SourceFile(name: "f", bytes: Array(checks.utf8))).root != nil
        )
    }
}
