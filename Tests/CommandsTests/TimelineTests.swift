import Replication
import Testing

@testable import Commands

/// Trains, releases and teams along the days.
@Suite struct TimelineTests {
    private let town: Town
    private var desk: Desk { town.desks[0] }
    private static let span = "cal timeline --from 2026-11-30 --to 2027-01-10"

    init() throws {
        town = try Town("prague")
        desk.environment.zone = "Europe/Prague"
        for line in Self.plan.split(separator: "\n") { try desk.write(String(line)) }
    }

    private static let plan = """
        team new Nova zone:Europe/Prague
        team new Orbit zone:Asia/Tokyo
        service new checkout team:Nova
        train new Ios departure:2026-12-18T10:00@Europe/Prague
        train new Web departure:2027-01-08T18:00@Asia/Tokyo
        milestone new Closed when:2026-12-07 kind:freeze train:Ios
        milestone new Candidate when:2026-12-11 kind:candidate train:Ios teams:Orbit
        release new 2.7.0 service:checkout train:Ios \
        window:2026-12-18T10:00..2026-12-20T18:00@Europe/Prague
        release new 9.9.9 window:2026-12-02..2026-12-03
        freeze new 'Year end' window:2026-12-20..2027-01-03@Europe/Prague
        """

    /// The cells of a row by its name.
    private func row(_ name: String, of answer: String) throws -> String {
        let line = answer.split(separator: "\n").first {
            $0.drop { $0 == " " }.hasPrefix(name + " ")
        }
        return String(try #require(line, "\(name) in\n\(answer)"))
    }

    @Test func `a train shows its phases, milestones and departure, and its releases below`() throws
    {
        let answer = desk.rail(Self.span, width: 60).output
        let train = try row("Ios", of: answer)
        #expect(train.contains("b━━━━━━Ml━━Md━━━━━D"))
        let release = try row("checkout 2.7.0", of: answer)
        #expect(release.contains("R━╳▒"))
        for sign in ["b boarding", "l locked", "d departing"] { #expect(answer.contains(sign)) }
        #expect(answer.contains("╳"))
        #expect(answer.contains("a day a cell"))
        let places = answer.split(separator: "\n").map { line in
            ["Ios", "  checkout 2.7.0", "Web", "9.9.9"].firstIndex { line.hasPrefix($0 + " ") }
        }
        #expect(places.compactMap { $0 } == [0, 1, 2, 3])
    }

    @Test func `a brake that is pulled stands beside the name`() throws {
        try desk.write("train hold Ios")
        #expect(desk.rail(Self.span, width: 80).output.contains("\nIos (held) "))
        let rows = try desk.rows(Self.span).filter { $0["row"] as? String == "Ios" }
        #expect(rows.allSatisfy { $0["brake"] as? String == "held" } && !rows.isEmpty)
    }

    @Test func `rows are teams where that is asked for`() throws {
        let answer = desk.rail(Self.span + " --by team", width: 60).output
        #expect(try row("Nova", of: answer).contains("R━╳"))
        #expect(try row("Orbit", of: answer).contains("M"))
        #expect(!answer.contains("Ios"))
    }

    @Test func `a freeze binds what its scope names`() throws {
        try desk.write("freeze new Late window:2027-01-06..2027-01-07 scope:Ios")
        let answer = desk.rail(Self.span + " --ascii", width: 60).output
        #expect(try row("Ios", of: answer).hasSuffix("#  ##"))
        #expect(try row("9.9.9", of: answer).hasSuffix("#  ##") == false)
        #expect(answer.unicodeScalars.allSatisfy { $0.isASCII })
        let freezes = try desk.rows(Self.span).filter { $0["kind"] as? String == "freeze" }
        #expect(freezes.map { ($0["binds"] as? [String])?.count } == [4, 2])
    }

    @Test func `a few days are shown by the hour, with the night of each zone and when all work`()
        throws
    {
        let zones = "--tz Europe/Prague --tz Asia/Tokyo --tz America/Recife"
        let answer = desk.rail(
            "cal timeline --from 2026-12-18 --to 2026-12-20 \(zones)", width: 100
        ).output
        #expect(answer.contains("an hour a cell"))
        // Midnight in Prague is eight in the morning in Tokyo, and eight in the evening in Recife.
        #expect(try row("Prague", of: answer).contains("Fri 18   09 12 15 18 21 Sat 19"))
        let lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
        let nights = try ["Prague", "Tokyo", "Recife"].map { name in
            let place = try #require(lines.firstIndex { $0.hasPrefix(name) })
            return lines[place + 1].dropFirst("checkout 2.7.0".count + 4)
        }
        #expect(nights[0].hasPrefix("░░░░░░░" + String(repeating: " ", count: 15) + "░"))
        #expect(nights[1].hasPrefix(String(repeating: " ", count: 14) + "░░░░░░░░░ "))
        #expect(nights[2].hasPrefix("  ░░░░░░░░░ "))
        #expect(try row("meeting", of: answer).contains("never are all at work"))
        let two = desk.rail(
            "cal timeline --from 2026-12-18 --to 2026-12-20 --tz Europe/Prague --tz Asia/Tokyo",
            width: 100
        ).output
        // Nine in Prague is five in the afternoon in Tokyo: one hour fits.
        #expect(try row("meeting", of: two).filter { $0 == "=" }.count == 1)
    }

    @Test func `a day at which clocks change keeps its date`() throws {
        // Clocks in Prague go back on 25 October 2026.
        let answer = desk.rail("cal timeline --from 2026-10-19 --to 2026-11-22", width: 60).output
        let ruler = try row("Prague", of: answer)
        for date in ["10-19", "10-26", "11-02", "11-09", "11-16"] {
            #expect(ruler.contains(date), "\(ruler)")
        }
    }

    @Test func `records say what lies where, in every zone`() throws {
        let rows = try desk.rows(Self.span + " --tz Asia/Tokyo --tz UTC")
        let kinds = Set(rows.compactMap { $0["kind"] as? String })
        #expect(kinds == ["phase", "release", "departure", "milestone", "freeze"])
        let departure = try #require(rows.first { $0["kind"] as? String == "departure" })
        #expect(departure["from"] as? String == "2026-12-18T09:00Z")
        let zones = departure["zones"] as? [String: String]
        #expect(zones == ["Asia/Tokyo": "2026-12-18 18:00", "UTC": "2026-12-18 09:00"])
        let plain = desk.rail(Self.span + " --plain", width: 20)
        #expect(plain.output.contains("what: departure Ios\n"))
        #expect(plain.lines.allSatisfy { $0.contains(": ") })
    }

    @Test func `what has nothing in the days is counted`() throws {
        let answer = desk.rail("cal timeline --from 2026-12-01 --to 2026-12-04 --by team").output
        #expect(answer.contains("2 teams have nothing in these days"))
        #expect(
            desk.rail("cal timeline --from 2031-12-01 --to 2031-12-04").lines.first
                == "nothing from 2031-12-01 to 2031-12-04")
    }

    @Test(arguments: [40, 80, 160])
    func `a timeline fits the terminal`(_ width: Int) throws {
        try desk.write("train new '長い名前の列車 with quite a long name' departure:2026-12-30")
        for line in [
            Self.span, "cal timeline --from 2026-12-01 --to 2036-12-07 --ascii",
            "cal timeline --from 2026-12-18 --to 2026-12-18 --tz Asia/Tokyo --tz UTC",
        ] {
            for text in desk.rail(line, width: width).lines {
                #expect(TextWidth.of(text) <= max(width, 46), "\(line): \(text)")
            }
        }
    }

    @Test(arguments: [
        ("--by month", "Rows: train, team", 2), ("--by ''", "Rows: train, team", 2),
        ("--from 2026-13-01", "is no date", 2), ("--to someday", "is no date", 2),
        ("--from 2026-12-02 --to 2026-12-01", "lies before", 2),
        ("--from 2026-12-01 --to 2036-12-08", "more than 3660 days", 2),
        ("--to 9999-12-31", "more than 3660 days", 2),
        ("--from 9999-12-31 --to 9999-12-31", "outside the calendar", 2),
        ("--tz UTC --tz Asia/Tokyo --tz Asia/Seoul --tz Asia/Manila", "room for 3 zones", 2),
        ("--tz Nowhere", "no time zone", 2), ("--from", "--from", 2), ("extra", "extra", 2),
    ])
    func `clumsy words get one clear line and their status`(
        _ words: String, _ hint: String, _ status: Int
    ) throws {
        let answer = desk.rail("cal timeline \(words)")
        #expect(answer.status?.rawValue == Int32(status), "\(answer.errors)")
        #expect(answer.errors.contains(hint), "\(answer.errors)")
        #expect(answer.output.isEmpty)
    }
}
