import ReleaseModel
import Testing

@testable import Commands

/// How much is done day by day, and what is drawn from that.
@Suite struct BurnUpForecastTests {
    private static let start = 20_000

    private static func date(_ day: Int) throws -> CivilDate {
        try #require(CivilDate(dayNumber: start + day))
    }

    /// Items that were all added on the first day and done on these days; the others are still to do.
    private func burnUp(count: Int, done: [Int], days: Int) throws -> BurnUp {
        let items = (0..<count).map { number in
            var steps = [BurnUp.Step(day: Self.start, isInScope: true, isDone: false)]
            if number < done.count {
                steps.append(
                    BurnUp.Step(day: Self.start + done[number], isInScope: true, isDone: true))
            }
            return (weight: 1, steps: steps)
        }
        return try #require(BurnUp(items, until: Self.date(days - 1)))
    }

    @Test func `an even pace ends on the day that a division says`() throws {
        let burnUp = try burnUp(count: 30, done: (0..<10).map { $0 }, days: 10)
        let forecast = try #require(BurnUpForecast(burnUp, seed: 1))
        #expect(forecast.unit == 1)
        #expect([forecast.early, forecast.likely, forecast.late] == [20, 20, 20])
        #expect(forecast.runs(within: 19) == 0 && forecast.runs(within: 20) == 1_000)
    }

    @Test func `an uneven pace has a range, which its seed repeats`() throws {
        let done = (0..<60).map { $0 * $0 % 56 }
        let burnUp = try burnUp(count: 120, done: done.sorted(), days: 56)
        let forecast = try #require(BurnUpForecast(burnUp, seed: 7))
        let (early, likely, late) = (
            try #require(forecast.early), try #require(forecast.likely), try #require(forecast.late)
        )
        #expect(forecast.unit == 7 && forecast.past.count == 8)
        #expect(forecast.past.reduce(0, +) == 60)
        #expect(early <= likely && likely <= late && early < late)
        // Sixty are left, and sixty were done in eight weeks.
        #expect((35...77).contains(likely))
        #expect(BurnUpForecast(burnUp, seed: 7)?.ends == forecast.ends)
        #expect(BurnUpForecast(burnUp, seed: 8)?.ends != forecast.ends)
    }

    @Test func `of what never moves nothing is said`() throws {
        #expect(try BurnUpForecast(burnUp(count: 5, done: [], days: 40), seed: 1) == nil)
        #expect(try BurnUpForecast(burnUp(count: 2, done: [0, 1], days: 40), seed: 1) == nil)
    }

    @Test func `a past that is too short is not drawn from`() throws {
        let (least, short) = (BurnUpForecast.unitsMin, BurnUpForecast.unitsMin - 1)
        #expect(try BurnUpForecast(burnUp(count: 9, done: [0, 1], days: least), seed: 1) != nil)
        #expect(try BurnUpForecast(burnUp(count: 9, done: [0, 1], days: short), seed: 1) == nil)
    }

    @Test func `what takes longer than the bound has no end`() throws {
        let forecast = try #require(
            BurnUpForecast(try burnUp(count: 100_000, done: [39], days: 40), seed: 1))
        #expect(forecast.early == nil && forecast.ends.isEmpty)
        #expect(forecast.range(within: 7).high < 400)
    }

    @Test func `work that was taken up again is not done twice`() throws {
        let steps = [(0, false), (1, true), (3, false), (5, true)].map { day, isDone in
            BurnUp.Step(day: Self.start + day, isInScope: true, isDone: isDone)
        }
        let burnUp = try #require(
            BurnUp([(weight: 3, steps: steps)], until: Self.date(6)))
        #expect(burnUp.done == [0, 3, 3, 0, 0, 3, 3])
        #expect(burnUp.throughput(of: 1, count: 28) == [0, 3, 0, 0, 0, 3, 0])
    }

    @Test func `what is dropped leaves the scope, and a later beginning keeps what was`()
        throws
    {
        let steps = [(0, true), (2, false), (4, true)].map { day, isInScope in
            BurnUp.Step(day: Self.start + day, isInScope: isInScope, isDone: false)
        }
        let items = [(weight: 1, steps: steps)]
        let whole = try #require(BurnUp(items, until: Self.date(5)))
        #expect(whole.scope == [1, 1, 0, 0, 1, 1])
        #expect(whole.added == [1, 0, 0, 0, 1, 0] && whole.removed == [0, 0, 1, 0, 0, 0])
        let late = try whole.since(Self.date(3))
        #expect(late.scope == [0, 1, 1] && late.added == [0, 1, 0] && late.removed == [0, 0, 0])
        #expect(try whole.since(Self.date(-3)).days == 6 && whole.since(Self.date(5)).days == 1)
        #expect(try BurnUp([], until: Self.date(1)) == nil)
    }

    /// What an item is at the end of a day is what its last step by then says.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `every day is what a loop over the items says`(_ seed: UInt64) throws {
        var dice = SeededDice(seed: seed)
        let items = (0..<20).map { _ in
            let days = (0...dice.below(6)).map { _ in dice.below(15) }.sorted()
            let steps = days.enumerated().map { number, day in
                BurnUp.Step(
                    day: Self.start + day, isInScope: number == 0 || dice.below(3) > 0,
                    isDone: number > 0 && dice.below(2) > 0)
            }
            return (weight: dice.below(4), steps: steps)
        }
        let burnUp = try #require(BurnUp(items, until: Self.date(15)))
        for day in 0..<burnUp.days {
            let last = items.map { item in
                (item.weight, item.steps.last { $0.day <= burnUp.first.dayNumber + day })
            }
            let scope = last.filter { $0.1?.isInScope == true }.reduce(0) { $0 + $1.0 }
            let done = last.filter { $0.1?.isDone == true }.reduce(0) { $0 + $1.0 }
            #expect(burnUp.scope[day] == scope && burnUp.done[day] == done, "\(day)")
        }
        let change = burnUp.added.reduce(0, +) - burnUp.removed.reduce(0, +)
        #expect(change == burnUp.scope.last)
    }

    @Test func `what is older than the bound counts from the first day on`() throws {
        let items = [(weight: 1, steps: [BurnUp.Step(day: 0, isInScope: true, isDone: false)])]
        let burnUp = try #require(BurnUp(items, until: Self.date(0)))
        #expect(burnUp.days == BurnUp.daysMax)
        #expect(burnUp.scope.allSatisfy { $0 == 1 })
    }

    @Test func `the dice fall everywhere below their bound`() {
        var dice = SeededDice(seed: 3)
        var counts = [Int](repeating: 0, count: 6)
        for _ in 0..<6_000 { counts[dice.below(6)] += 1 }
        #expect(counts.allSatisfy { (850...1_150).contains($0) })
        var known = SeededDice(seed: 1_234_567)
        #expect(known.next() == 6_457_827_717_110_365_317)
    }
}
