internal import ReleaseModel

/// When what is left will be done, if work goes on as it went: drawn many times from the past.
///
/// Each run draws for each unit of days to come what was done in one of the past units, until nothing is left. The
/// runs are sorted; the early end is that of the first 15 in 100, the late end that of the first 85. The same
/// seed gives the same answer everywhere.
struct BurnUpForecast {
    /// Days of a unit: weeks where the past has enough of them.
    let unit: Int
    /// What was done in each past unit that is drawn from, the oldest first.
    let past: [Int]
    let seed: UInt64
    let left: Int
    /// Units until nothing is left, ascending; those that never end within the bound are not in it.
    let ends: [Int]

    static let runs = 1_000
    /// Units that a run goes ahead, ten years of weeks: what takes longer is no forecast.
    static let unitsMax = 520
    /// Weeks that say something of how it goes, and days where there are no such weeks.
    private static let weeks = 8
    private static let days = 28
    /// Past units below which nothing is drawn: one good day repeated for ever is no forecast.
    static let unitsMin = 5
    /// Nothing that changed last before so many days is drawn from.
    static let daysDrawnMax = 7 * weeks
    private static let percents = (early: 15, likely: 50, late: 85)

    /// Nil where nothing is left, the past is too short, or nothing was done that could be drawn.
    init?(_ burnUp: BurnUp, seed: UInt64) {
        let isYoung = burnUp.days < Self.days
        unit = isYoung ? 1 : 7
        past = burnUp.throughput(of: unit, count: isYoung ? Self.days : Self.weeks)
        left = burnUp.left
        self.seed = seed
        guard left > 0, past.count >= Self.unitsMin, past.contains(where: { $0 > 0 }) else {
            return nil
        }
        var dice = SeededDice(seed: seed)
        var ends: [Int] = []
        for _ in 0..<Self.runs {
            var rest = left
            for unit in 1...Self.unitsMax {
                rest -= past[dice.below(past.count)]
                guard rest > 0 else {
                    ends.append(unit)
                    break
                }
            }
        }
        self.ends = ends.sorted()
    }

    /// Days from the last day of the past; nil where that lies beyond the bound.
    var early: Int? { days(Self.percents.early) }
    var likely: Int? { days(Self.percents.likely) }
    var late: Int? { days(Self.percents.late) }

    /// How many of the runs end within so many days.
    func runs(within days: Int) -> Int { ends.prefix { $0 * unit <= days }.count }

    private func days(_ percent: Int) -> Int? {
        let place = max(0, (Self.runs * percent + 99) / 100 - 1)
        return place < ends.count ? ends[place] * unit : nil
    }

    /// How much more is done within so many days, at the slow and the fast end of the range.
    ///
    /// Drawn as straight lines to the late and the early end: in between the runs lie close to them.
    func range(within days: Int) -> (low: Int, high: Int) {
        (share(days, of: late), share(days, of: early))
    }

    private func share(_ days: Int, of end: Int?) -> Int {
        let end = end ?? Self.unitsMax * unit
        return days >= end ? left : Int(Double(left) * Double(days) / Double(end))
    }
}
