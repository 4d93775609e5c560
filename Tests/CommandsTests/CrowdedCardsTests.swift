import Foundation
import Lattice
import ReleaseModel
import Testing

@testable import Commands

/// One card of each kind at once, settled one after the other, each by somebody else.
@Suite struct CrowdedCardsTests {
    /// What everybody does alone: the place, and the command as a shell reads it.
    private static let work = """
        tokyo   set {pay} "title:It's paid"
        tokyo   claim {refund}
        tokyo   comment {old} 'still needed'
        tokyo   move {stock} --under {photos}
        tokyo   link {cart} blocks {search}
        tokyo   merge {crash} --into {bug}
        tokyo   merge {login} --into {cart}
        tokyo   team new "Nova & 'co'"
        tokyo   milestone move {candidate} when:2026-12-16
        tokyo   freeze move {freeze} window:2027-02-27..2027-03-05@Europe/Prague
        tokyo   release set {release} version:2.7.1
        recife  set {pay} 'title:Pay "now"'
        recife  claim {refund}
        recife  link {search} blocks {cart}
        recife  merge {bug} --into {crash}
        recife  link {login} relates {search}
        recife  team new "Nova & 'co'"
        recife  milestone move {ship} when:2026-12-14
        recife  freeze move {freeze} window:2027-02-28..2027-03-07@America/Recife
        recife  release move {release} window:2026-12-22T09:00..2026-12-22T11:00@America/Recife
        recife  release set {release} version:2.8.0
        prague  archive {old}
        prague  move {photos} --under {stock}
        prague  freeze new 'Year end' window:2026-12-21..2027-01-03@Europe/Prague
        """

    /// The kinds of cards that come of it.
    private static let kinds = [
        "archive", "blocking", "claim", "contested", "edits", "freeze", "grant", "loop", "merge",
        "name", "order", "redirect", "step", "window",
    ]

    private func plan(_ desk: Desk) throws -> [String: String] {
        var ids: [String: String] = [:]
        for name in [
            "pay", "refund", "stock", "photos", "cart", "search", "login", "crash", "bug", "old",
        ] {
            ids[name] = try desk.write("add 'Item \(name)'")
        }
        ids["train"] = try desk.write("train new winter")
        ids["service"] = try desk.write("service new checkout")
        ids["release"] = try desk.write("release new 2.7.0 service:checkout")
        ids["freeze"] = try desk.write(
            "freeze new Audit window:2027-03-01..2027-03-05@Europe/Prague")
        ids["beta"] = try desk.write("release new 3.0.0-beta service:checkout")
        ids["summer"] = try desk.write("train new summer")
        try desk.write("train hold summer")
        for (kind, day) in [("candidate", "2026-12-10"), ("ship", "2026-12-20")] {
            ids[kind] = try desk.write(
                "milestone new 'The \(kind)' kind:\(kind) train:winter when:\(day)")
        }
        return ids
    }

    private func clash(_ town: Town) throws {
        let ids = try plan(town.desks[2])
        try town.meet()
        for line in Self.work.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            let desk = try #require(town.desks.first { $0.name == words[0] })
            var command = String(words[1])
            for (name, id) in ids { command = command.replacing("{\(name)}", with: id) }
            let answer = desk.rail(command)
            #expect(answer.status == .yes, "\(line): \(answer.errors)")
        }
        // Two steps of programs that do not know the rules.
        let (beta, summer) = (try #require(ids["beta"]), try #require(ids["summer"]))
        try town.desks[0].force(.text("closed"), Release.phase, of: beta)
        try town.desks[1].force(.list([.text("free"), .none]), Train.brake, of: summer)
        try town.meet()
    }

    @Test func `each command takes its card away on all replicas and brings no other`() throws {
        let town = try Town("tokyo", "recife", "prague")
        try clash(town)
        #expect(
            try town.desks[0].column("kind", of: "conflicts list").sorted() == Self.kinds)
        for round in Self.kinds.indices {
            let open = try town.desks[0].rows("conflicts list")
            let card = try #require(open.first)
            let command = try #require(card["settle"] as? String)
            let desk = town.desks[round % town.desks.count]
            let answer = desk.rail(Array(ShellWords.split(command).dropFirst()))
            #expect(answer.status == .yes, "\(desk.name): \(command): \(answer.errors)")
            try town.meet()
            let rest = Set(open.dropFirst().compactMap { $0["id"] as? String })
            for other in town.desks {
                #expect(
                    try Set(other.column("id", of: "conflicts list")) == rest,
                    "\(other.name) after \(command)")
            }
        }
        #expect(try town.desks[0].rows("conflicts list").isEmpty)
    }

    @Test(arguments: [
        "plain", "two words", "Nova & 'co'", "$HOME `id` \\ \"x\"", "", "a;b|c>d", "naïve *", "'",
    ])
    func `a shell hands on quoted words as they are`(word: String) throws {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "printf '%s.' \(CommandText.quoted(word))"]
        let pipe = Pipe()
        shell.standardOutput = pipe
        try shell.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        shell.waitUntilExit()
        #expect(String(decoding: said, as: UTF8.self) == word + ".")
        #expect(ShellWords.split(CommandText.quoted(word)) == [word])
    }
}
