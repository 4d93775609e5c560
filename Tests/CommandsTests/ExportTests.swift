import Causality
import Lattice
import ReleaseModel
import Replication
import SimulationKit
import Testing

@testable import Commands

/// What other programs read of the workspace, against readers that know nothing of how it was written.
@Suite struct ExportTests {
    /// RFC 4180 read letter by letter, the plainest way.
    private static func records(_ text: String) -> [[String]] {
        var records: [[String]] = [[]]
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var wasQuote = false
        for letter in text.unicodeScalars {
            if isQuoted, letter == "\"" {
                (isQuoted, wasQuote) = (false, true)
                continue
            }
            if isQuoted {
                cell.append(letter)
            } else if letter == "\"" {
                if wasQuote { cell.append(letter) }
                isQuoted = true
            } else if letter == "," || letter == "\n" {
                records[records.count - 1].append(String(cell))
                cell = String.UnicodeScalarView()
                if letter == "\n" { records.append([]) }
            } else {
                cell.append(letter)
            }
            wasQuote = false
        }
        return records.dropLast()
    }

    @Test(arguments: 1...20) func `any cells come back as they were`(seed: UInt64) {
        var dice = SplitMix64(seed: seed)
        let letters = ["a", "é", ",", "\"", "\n", "\r", " ", "=1", "👩‍🚀", "\u{1b}[2J", ";"]
        let table = (0..<8).map { _ in
            (0..<3).map { _ in
                (0..<Int.random(in: 0...5, using: &dice)).map { _ in
                    letters.randomElement(using: &dice) ?? ""
                }.joined()
            }
        }
        let text = table.map { CSVText.line($0) + "\n" }.joined()
        #expect(
            Self.records(text).map { $0.map { Array($0.utf8) } }
                == table.map { $0.map { Array($0.utf8) } })
    }

    @Test func `a table names its columns and has each thing once`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("team new Nova")
        let pay = try desk.write("add 'Pay, then \"ship\"' team:Nova priority:high +ios +web")
        let old = try desk.write("add \"Old\"")
        try desk.write("archive \(old)")
        let answer = desk.rail("export csv")
        #expect(answer.status == .yes, "\(answer.errors)")
        let table = Self.records(answer.output)
        #expect(table.count == 2)
        let row = Dictionary(uniqueKeysWithValues: zip(try #require(table.first), table[1]))
        #expect(row["id"] == pay)
        #expect(row["archived"] == "no")
        #expect(row["title"] == "Pay, then \"ship\"")
        #expect(row["team"] == "Nova")
        #expect(row["labels"] == "ios\nweb")
        #expect(Self.records(desk.rail("export csv --all").output).count == 3)
        #expect(Self.records(desk.rail("export csv --kind team").output).count == 2)
        #expect(Self.records(desk.rail("export csv priority:low").output).count == 1)
        let team = try #require(try desk.rows("team list").first?["id"] as? String)
        let byId = Self.records(desk.rail("export csv --ids").output)
        let column = try #require(byId.first?.firstIndex(of: "team"))
        #expect(byId[1][column] == team)
    }

    @Test func `what a workspace defined for itself bears its name`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let item = try desk.write("add Photos")
        let id = try #require(ReplicaView.identifier(item))
        try desk.replica().commit { draft, _ in
            for (name, value) in [("points", "5"), ("epic", "Media")] {
                try draft.set(
                    id, SharedFields.attributes, .text(CanonicalText(value)),
                    key: Array(name.utf8), subfield: SharedFields.attributes.subfields[0])
            }
        }
        let page = desk.rail("show \(item)").output
        #expect(page.contains("epic: Media"))
        #expect(page.contains("points: 5"))
        let table = Self.records(desk.rail("export csv").output)
        let column = try #require(table.first?.firstIndex(of: "attributes"))
        #expect(table[1][column] == "epic: Media\npoints: 5")
        let last = try #require(desk.rail("export jsonl --kind item").lines.last)
        let line = try Desk.json(last)
        #expect(line["attributes"] as? [String: String] == ["epic": "Media", "points": "5"])
    }

    @Test func `a graph has what blocks what, and no text can break out of a label`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let first = try desk.write("add 'Sign \"]; x -> y'")
        let second = try desk.write("add 'Ship\\'")
        let below = try desk.write("add \"Pack\" parent:\(second)")
        let alone = try desk.write("add \"Alone\"")
        try desk.write("link \(first) blocks \(second)")
        let graph = desk.rail("export dot")
        #expect(graph.status == .yes, "\(graph.errors)")
        #expect(graph.lines.first == "digraph backlog {")
        #expect(graph.lines.last == "}")
        #expect(graph.output.contains("\"\(first)\" -> \"\(second)\" [];"))
        #expect(
            graph.output.contains("\"\(second)\" -> \"\(below)\" [arrowhead=none, style=dotted];"))
        #expect(graph.output.contains("label=\"Sign \\\"]; x -> y\\n"))
        #expect(graph.output.contains("label=\"Ship\\\\\\n"))
        #expect(!graph.output.contains(alone))
        #expect(desk.rail("export dot --all").output.contains(alone))
        try desk.write("done \(first)")
        #expect(!desk.rail("export dot").output.contains(first))
        #expect(desk.rail("export dot --all").output.contains(first))
    }

    @Test(arguments: [
        ("export csv --kind nothing", "unknown-kind"), ("export csv stat:ready", "unknown-field"),
        ("export dot 'size>=much'", nil), ("export cvs", nil),
    ])
    func `a clumsy export is refused and writes nothing`(_ line: String, _ code: String?) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let answer = desk.rail(line + " --json")
        #expect(answer.output.isEmpty)
        #expect(answer.status == .usage)
        let error = try Desk.json(answer.errors)
        if let code { #expect(error["code"] as? String == code) }
    }
}
