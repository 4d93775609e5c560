internal import ReleaseModel

/// How much there was to do and how much of it was done, day by day.
///
/// What counts is what the words let through today: from the day on which it was added, to the day on which
/// it was dropped.
struct BurnUp {
    /// What one item adds on a day.
    struct Step {
        let day: Int
        /// In the scope, and done, from that day on.
        let isInScope: Bool
        let isDone: Bool
    }

    let first: CivilDate
    let last: CivilDate
    /// A number a day, from the first to the last: at the end of that day.
    private(set) var scope: [Int] = []
    private(set) var done: [Int] = []
    /// What came into the scope on the day, and what left it.
    private(set) var added: [Int] = []
    private(set) var removed: [Int] = []

    /// Twenty years: what is older counts as there from the first day on.
    static let daysMax = 7_305

    /// Takes the steps of each item with its weight, in the order of days; nothing lies after `last`.
    init?(_ items: [(weight: Int, steps: [Step])], until last: CivilDate) {
        let end = last.dayNumber
        guard let earliest = items.compactMap({ $0.steps.first?.day }).min() else { return nil }
        let start = max(min(earliest, end), end - Self.daysMax + 1)
        guard let first = CivilDate(dayNumber: start) else { return nil }
        self.first = first
        self.last = last
        let count = end - start + 1
        var (scope, done) = ([Int](repeating: 0, count: count), [Int](repeating: 0, count: count))
        added = scope
        removed = scope
        for item in items {
            var (wasInScope, wasDone) = (false, false)
            for step in item.steps {
                let day = min(max(step.day, start), end) - start
                if step.isInScope != wasInScope {
                    scope[day] += step.isInScope ? item.weight : -item.weight
                    if step.isInScope {
                        added[day] += item.weight
                    } else {
                        removed[day] += item.weight
                    }
                }
                if step.isDone != wasDone {
                    done[day] += step.isDone ? item.weight : -item.weight
                }
                (wasInScope, wasDone) = (step.isInScope, step.isDone)
            }
        }
        for day in 1..<max(1, count) {
            scope[day] += scope[day - 1]
            done[day] += done[day - 1]
        }
        self.scope = scope
        self.done = done
    }

    /// The same from a later day on; whole where the day is no later.
    func since(_ date: CivilDate?) -> BurnUp {
        guard let date, date > first, date <= last else { return self }
        let count = date.dayNumber - first.dayNumber
        return BurnUp(
            first: date, last: last, scope: Array(scope[count...]), done: Array(done[count...]),
            added: Array(added[count...]), removed: Array(removed[count...]))
    }

    private init(
        first: CivilDate, last: CivilDate, scope: [Int], done: [Int], added: [Int], removed: [Int]
    ) {
        self.first = first
        self.last = last
        self.scope = scope
        self.done = done
        self.added = added
        self.removed = removed
    }

    var days: Int { scope.count }

    var left: Int { max(0, (scope.last ?? 0) - (done.last ?? 0)) }

    /// What was done in each whole unit of days up to the last day, the oldest first; nothing is less than none.
    func throughput(of unit: Int, count: Int) -> [Int] {
        (0..<count).reversed().compactMap { number in
            let end = days - 1 - number * unit
            guard end - unit >= -1 else { return nil }
            let before = end - unit >= 0 ? done[end - unit] : 0
            return max(0, done[end] - before)
        }
    }
}
