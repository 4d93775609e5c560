package import Causality

/// How pressing an item is: a sum of named terms in whole points, with what each came from.
///
/// | term     | points                             | why so many                                        |
/// |----------|------------------------------------|----------------------------------------------------|
/// | due      | 24 to 120                          | a date promised outside outweighs all else         |
/// | priority | urgent 90, high 60, medium 30, none 20, low 0 | what nobody judged is not below what was judged low |
/// | blocking | 30 for the first, 10 a further, to 80 | one who waits is worse than none; ten are not ten times so |
/// | plan     | 12 to 60                           | half of due: many items share one departure        |
/// | progress | 40                                 | what is begun is worth ending before the next      |
/// | type     | risk 30, bug 10                    | what is open there costs more every day            |
/// | age      | 0 to 20, in a year                 | breaks ties between what is else alike             |
/// | blocked  | -50                                | nothing can be done now                            |
/// | claimed  | -60                                | somebody else does it already                      |
///
/// Dates count from their least, two weeks ahead or more, evenly up to their most, a week after. Whole points keep
/// sums alike everywhere: all replicas that hold the same state say the same, at one time, in one zone,
/// to one person.
package struct Urgency: Hashable, Sendable {
    package enum Term: String, CaseIterable, Sendable {
        case due, priority, blocking, plan, progress, type, age, blocked, claimed
    }

    /// What one term adds, and what it came from, in short.
    package struct Share: Hashable, Sendable {
        package let term: Term
        package let points: Int
        package let cause: String
    }

    /// The terms that add anything, the weightiest first.
    package let shares: [Share]

    package var sum: Int { shares.reduce(0) { $0 + $1.points } }

    /// Computes it at a time, in minutes since 1970 UTC.
    package init(of facts: UrgencyFacts, at now: Int) {
        let found = Term.allCases.map { Self.share($0, facts, now) }.filter { $0.points != 0 }
        let places = Dictionary(
            uniqueKeysWithValues: Term.allCases.enumerated().map { ($1, $0) })
        shares = found.sorted {
            let sizes = (abs($0.points), abs($1.points))
            return sizes.0 != sizes.1
                ? sizes.0 > sizes.1 : (places[$0.term] ?? 0) < (places[$1.term] ?? 0)
        }
    }

    package func points(_ term: Term) -> Int {
        shares.first { $0.term == term }?.points ?? 0
    }

    /// The order of lists: what is more urgent comes first, of what is equally so the lower identifier.
    package static func isBefore(
        _ left: (urgency: Int, id: EntityID), _ right: (urgency: Int, id: EntityID)
    ) -> Bool {
        left.urgency != right.urgency ? left.urgency > right.urgency : left.id < right.id
    }
}

extension Urgency {
    private static let day = 1440

    private static func share(_ term: Term, _ facts: UrgencyFacts, _ now: Int) -> Share {
        let (points, cause) =
            switch term {
            case .due: date(facts.due, now, most: dueMost)
            case .plan: date(facts.plan, now, most: planMost)
            case .priority: priority(facts.priority)
            case .blocking: waiting(facts.waiting)
            case .progress: (begunStates.contains(facts.state) ? begun : 0, facts.state)
            case .type: (types[facts.type ?? ""] ?? 0, facts.type ?? "")
            case .age: age(since: facts.created, now)
            case .blocked:
                (facts.blockers > 0 ? -50 : 0, "waits for \(Counted(facts.blockers, "item"))")
            case .claimed:
                (
                    facts.holder == .another ? claimedByAnother : 0, "by somebody else"
                )
            }
        return Share(term: term, points: points, cause: cause)
    }

    package static let types = ["risk": 30, "bug": 10]
    package static let priorities = ["urgent": 90, "high": 60, "medium": 30, "low": 0]
    /// Of what nobody judged.
    package static let unjudged = 20
    package static let begun = 40
    package static let begunStates = ["active", "review", "integrated"]
    package static let claimedByAnother = -60
    package static let (dueMost, planMost, waitingMost, ageMost) = (120, 60, 80, 20)
    /// Days from which and to which a date counts more and more: ahead of it, and after it.
    package static let (daysAhead, daysOver) = (14, 7)

    private static func priority(_ word: String?) -> (Int, String) {
        guard let word, !word.isEmpty else { return (unjudged, "not said") }
        return (priorities[word] ?? unjudged, word)
    }

    private static func waiting(_ count: Int) -> (Int, String) {
        let points = count > 0 ? min(waitingMost, 30 + 10 * (min(count, 100) - 1)) : 0
        return (points, "\(Counted(count, "item")) wait\(count == 1 ? "s" : "") for it")
    }

    private static func age(since created: Int, _ now: Int) -> (Int, String) {
        let days = difference(now, created) / day
        return (min(max(0, days), 365) * ageMost / 365, "\(Counted(max(0, days), "day"))")
    }

    /// A fifth of the most for having a date at all, the rest as it comes nearer and passes.
    private static func date(_ date: Int?, _ now: Int, most: Int) -> (Int, String) {
        guard let date else { return (0, "") }
        let least = most / 5
        let (ahead, over) = (daysAhead * day, daysOver * day)
        let left = difference(date, now)
        let gone = ahead - min(max(left, -over), ahead)
        return (least + (most - least) * gone / (ahead + over), nearness(left))
    }

    /// How far ahead the end of something lies, in whole days and else hours.
    private static func nearness(_ minutes: Int) -> String {
        let size = minutes.magnitude
        let text =
            size < 2 * UInt(day) ? "\(size / 60) h" : "\(size / UInt(day)) days"
        return minutes >= 0 ? "in \(text)" : "\(text) ago"
    }

    /// The difference of two times that may be any numbers.
    private static func difference(_ left: Int, _ right: Int) -> Int {
        let (difference, isTooLarge) = left.subtractingReportingOverflow(right)
        return isTooLarge ? (left > right ? .max : -.max) : difference
    }
}
