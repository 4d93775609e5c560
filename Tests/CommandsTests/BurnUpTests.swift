import Replication
import Synchronization
import Testing

@testable import Commands

/// Scope and done as the histories of items tell them.
@Suite struct BurnUpTests {
    private let town: Town
    private let clock: Clock
    private var desk: Desk { town.desks[0] }

    /// A clock that is set by days.
    private final class Clock: Sendable {
        /// Noon of Monday, 2 November 2026, in UTC.
        private let now = Mutex<UInt64>(1_793_620_800_000)

        func read() -> UInt64 {
            now.withLock {
                $0 += 1000
                return $0
            }
        }

        func pass(days: UInt64) { now.withLock { $0 += days * 86_400_000 } }
    }

    init() throws {
        town = try Town("prague")
        let clock = Clock()
        self.clock = clock
        desk.environment.clock = { clock.read() }
    }

    /// Six items, one done a day from the third day on, one dropped and one added meanwhile.
    private func work() throws -> [String] {
        try desk.write("train new Ios departure:2026-11-20T10:00@UTC")
        try desk.write("release new 2.7.0 train:Ios")
        var ids = try (0..<6).map { try desk.write("add \"Item \($0)\" size:\($0) release:2.7.0") }
        clock.pass(days: 2)
        for (number, id) in ids.prefix(3).enumerated() {
            try desk.write("done \(id)")
            if number == 1 { try desk.write("drop \(ids[5])") }
            if number == 2 { ids.append(try desk.write("add Late release:2.7.0")) }
            clock.pass(days: 1)
        }
        return ids
    }

    private func numbers(_ name: String, _ line: String) throws -> [Int] {
        try desk.rows(line).filter { $0["kind"] as? String == "point" }.compactMap {
            $0[name] as? Int
        }
    }

    @Test func `every day has its scope and what was done by then`() throws {
        _ = try work()
        #expect(try numbers("scope", "burnup") == [6, 6, 6, 5, 6, 6])
        #expect(try numbers("done", "burnup") == [0, 0, 1, 2, 3, 3])
        #expect(try numbers("added", "burnup") == [6, 0, 0, 0, 1, 0])
        #expect(try numbers("removed", "burnup") == [0, 0, 0, 1, 0, 0])
        let answer = desk.rail("burnup").output
        #expect(
            answer.contains("scope 6, done 3, remaining 3; since 2026-11-02: 1 added, 1 dropped"))
        #expect(answer.contains("▲ scope grew") && answer.contains("▼ shrank"))
    }

    @Test func `sizes are counted where that is asked for, and words narrow`() throws {
        _ = try work()
        #expect(try numbers("scope", "burnup --size") == [15, 15, 15, 10, 11, 11])
        #expect(try numbers("done", "burnup --size") == [0, 0, 0, 1, 3, 3])
        #expect(try numbers("scope", "burnup Late") == [1, 1])
        // Whatever people write as a size, sums stay sums.
        try desk.write("add Huge size:\(Int64.max)")
        #expect(try numbers("scope", "burnup --size").last == 1_000_011)
        #expect(desk.rail("burnup nothing").lines == ["no item is like that"])
        #expect(try desk.rows("burnup nothing").isEmpty)
    }

    @Test func `what was taken up again is not done until it is done again`() throws {
        let ids = try work()
        try desk.write("set \(ids[0]) state:active")
        #expect(try numbers("done", "burnup") == [0, 0, 1, 2, 3, 2])
        clock.pass(days: 1)
        try desk.write("done \(ids[0])")
        #expect(try numbers("done", "burnup").suffix(2) == [2, 3])
    }

    @Test func `of two who disagree the one counts that the machine shows`() throws {
        let two = try Town("prague", "recife")
        let (one, other) = (two.desks[0], two.desks[1])
        let id = try one.write("add One")
        try two.meet()
        try one.write("done \(id)")
        try other.write("drop \(id)")
        try two.meet()
        for desk in two.desks {
            let rows = try desk.rows("burnup")
            let point = try #require(rows.last { $0["kind"] as? String == "point" })
            #expect(try desk.column("state", of: "ls --all") == ["done"])
            #expect(point["scope"] as? Int == 1 && point["done"] as? Int == 1)
        }
    }

    @Test func `two days of work say nothing of those to come`() throws {
        let id = try desk.write("add One")
        try desk.write("add Two")
        clock.pass(days: 1)
        try desk.write("done \(id)")
        #expect(
            desk.rail("burnup").output.contains(
                "no forecast: it draws from \(BurnUpForecast.unitsMin) days of work or more"))
        #expect(try !desk.rows("burnup").contains { $0["kind"] as? String == "forecast" })
    }

    @Test func `what is archived or merged is not counted`() throws {
        let ids = try work()
        try desk.write("archive \(ids[0])")
        try desk.write("merge \(ids[4]) --into \(ids[3])")
        #expect(try numbers("scope", "burnup").last == 4)
        #expect(try numbers("done", "burnup").last == 2)
    }

    @Test func `a seed repeats the forecast, and a named release has its departure`() throws {
        _ = try work()
        let line = "burnup release:2.7.0 --seed 7"
        let rows = try desk.rows(line)
        let forecast = try #require(rows.first { $0["kind"] as? String == "forecast" })
        #expect(forecast["seed"] as? Int == 7 && forecast["remaining"] as? Int == 3)
        #expect(forecast["past"] as? [Int] == [0, 0, 1, 1, 1, 0])
        let dates = ["early", "likely", "late"].map { forecast[$0] as? String ?? "" }
        #expect(dates == dates.sorted() && dates[0] > "2026-11-07")
        #expect(desk.rail(line).output == desk.rail(line).output)
        let departure = try #require(rows.first { $0["kind"] as? String == "departure" })
        #expect(departure["date"] as? String == "2026-11-20")
        let runs = try #require(departure["runs"] as? Int)
        #expect(
            desk.rail(line).output.contains(
                "release 2.7.0 leaves on 2026-11-20: all is done by then in \(runs) of 1000 runs"))
        #expect(!desk.rail("burnup").output.contains("leaves on"))
    }

    @Test func `with nothing done there is no forecast, and with all done none is needed`() throws {
        let id = try desk.write("add One")
        #expect(desk.rail("burnup").output.contains("no forecast"))
        try desk.write("done \(id)")
        #expect(desk.rail("burnup").output.contains("all is done"))
        #expect(try desk.rows("burnup").count == 1)
    }

    @Test func `a burn-up may begin later`() throws {
        _ = try work()
        #expect(try numbers("scope", "burnup --from 2026-11-05") == [5, 6, 6])
        #expect(try numbers("added", "burnup --from 2026-11-05") == [0, 1, 0])
        #expect(try numbers("scope", "burnup --from 2020-01-01").count == 6)
        #expect(desk.rail("burnup --from=-1w").status == .yes)
        // The forecast draws from all that was, whatever is shown of it.
        let forecasts = try ["", " --from 2026-11-06"].map { from in
            try desk.rows("burnup" + from).first { $0["kind"] as? String == "forecast" }
        }
        #expect(forecasts[0]?["past"] as? [Int] == forecasts[1]?["past"] as? [Int])
        #expect(forecasts[0]?["late"] as? String == forecasts[1]?["late"] as? String)
    }

    @Test func `what ended long before the first day is read from the tables, and counts the same`()
        throws
    {
        let ids = try work()
        clock.pass(days: 30)
        try desk.write("set \(ids[1]) state:active")
        clock.pass(days: 45)
        try desk.write("done \(ids[3])")
        clock.pass(days: 2)
        let names = ["scope", "done", "added", "removed"]
        let whole = try names.map { try numbers($0, "burnup") }
        for days in [0, 1, 2, 3, 40, 48, 60, 76] {
            let later = try names.map { try numbers($0, "burnup --from=-\(days)d") }
            #expect(later == whole.map { Array($0.suffix(days + 1)) }, "\(days)")
        }
    }

    @Test(arguments: [40, 80, 160, 300])
    func `a burn-up fits the terminal`(_ width: Int) throws {
        _ = try work()
        for line in ["burnup release:2.7.0", "burnup --ascii", "burnup --from 2020-01-01"] {
            let answer = desk.rail(line, width: width)
            for text in answer.lines { #expect(TextWidth.of(text) <= width, "\(line): \(text)") }
        }
        #expect(desk.rail("burnup --ascii", width: width).output.utf8.allSatisfy { $0 < 0x80 })
        #expect(desk.rail("burnup release:2.7.0", width: width).output.contains("D departure"))
    }

    @Test func `who listens hears the numbers without the drawing`() throws {
        _ = try work()
        let answer = desk.rail("burnup --plain")
        #expect(answer.lines.count == 2 && answer.lines[0].hasPrefix("scope 6"))
    }

    @Test(arguments: [
        ("--seed x", "--seed", 2), ("--seed=-1", "--seed", 2), ("--seed 4294967296", "--seed", 2),
        ("--from someday", "is no date", 2), ("--from 2027-01-01", "lies ahead", 2),
        ("--from", "--from", 2), ("release:9.9", "9.9", 5),
        ("state:redy", "Did you mean ready?", 2),
        ("--sizes", "--sizes", 2),
    ])
    func `clumsy words get one clear line and their status`(
        _ words: String, _ hint: String, _ status: Int
    ) throws {
        try desk.write("add One")
        let answer = desk.rail("burnup \(words)")
        #expect(answer.status?.rawValue == Int32(status), "\(answer.errors)")
        #expect(answer.errors.contains(hint), "\(answer.errors)")
        #expect(answer.output.isEmpty)
    }
}
