import Causality
import ReleaseModel
import SimulationKit
import Testing

/// Urgency over random items: each term pulls its own way, whatever the others are.
@Suite struct UrgencyTests {
    private static let now = 29_900_000
    private static let year = 525_600

    /// A change of one fact that makes an item more urgent, or leaves it as urgent as it was.
    struct Pull: CustomTestStringConvertible, Sendable {
        let term: Urgency.Term
        let apply: @Sendable (inout UrgencyFacts, inout SplitMix64) -> Void

        var testDescription: String { term.rawValue }
    }

    private static let priorities: [String?] = ["low", nil, "medium", "high", "urgent"]
    private static let types: [String?] = ["feature", "bug", "risk"]

    private static func above<Value: Equatable>(
        _ value: Value, in rungs: [Value], _ dice: inout SplitMix64
    ) -> Value {
        let place = rungs.firstIndex(of: value) ?? 0
        return rungs[Int.random(in: place..<rungs.count, using: &dice)]
    }

    static let pulls = [
        Pull(term: .due) { facts, dice in
            facts.due = (facts.due ?? now + year) - Int.random(in: 0...60_000, using: &dice)
        },
        Pull(term: .plan) { facts, dice in
            facts.plan = (facts.plan ?? now + year) - Int.random(in: 0...60_000, using: &dice)
        },
        Pull(term: .priority) { facts, dice in
            facts.priority = above(facts.priority, in: priorities, &dice)
        },
        Pull(term: .blocking) { facts, dice in
            facts.waiting += Int.random(in: 0...5, using: &dice)
        },
        Pull(term: .progress) { facts, _ in facts.state = "active" },
        Pull(term: .type) { facts, dice in facts.type = above(facts.type, in: types, &dice) },
        Pull(term: .age) { facts, dice in
            facts.created -= Int.random(in: 0...year, using: &dice)
        },
        Pull(term: .blocked) { facts, _ in facts.blockers = 0 },
        Pull(term: .claimed) { facts, _ in facts.holder = .reader },
    ]

    private func facts(_ dice: inout SplitMix64) -> UrgencyFacts {
        func date() -> Int? {
            Bool.random(using: &dice)
                ? Self.now + Int.random(in: -30_000...60_000, using: &dice) : nil
        }
        return UrgencyFacts(
            state: Readiness.unbegunStates.randomElement(using: &dice) ?? "inbox",
            priority: Self.priorities.randomElement(using: &dice) ?? nil,
            type: Self.types.randomElement(using: &dice) ?? nil, due: date(), plan: date(),
            created: Self.now - Int.random(in: 0...Self.year, using: &dice),
            holder: Holder.allCases.randomElement(using: &dice) ?? .nobody,
            blockers: Int.random(in: 0...3, using: &dice),
            waiting: Int.random(in: 0...9, using: &dice))
    }

    @Test(arguments: pulls)
    func `a term never falls as its fact grows more pressing, and moves no other`(
        _ pull: Pull
    ) {
        var dice = SplitMix64(seed: 5)
        var rises = 0
        for _ in 0..<300 {
            let before = facts(&dice)
            var after = before
            pull.apply(&after, &dice)
            let (old, new) = (Urgency(of: before, at: Self.now), Urgency(of: after, at: Self.now))
            let moved = Urgency.Term.allCases.filter { new.points($0) != old.points($0) }
            #expect(
                new.sum >= old.sum && moved.allSatisfy { $0 == pull.term },
                "\(before) then \(after) moved \(moved)")
            if new.sum > old.sum { rises += 1 }
        }
        #expect(rises > 20)
    }

    @Test func `time makes nothing less urgent`() {
        var dice = SplitMix64(seed: 6)
        for _ in 0..<300 {
            let facts = facts(&dice)
            let later = Self.now + Int.random(in: 0...Self.year, using: &dice)
            #expect(Urgency(of: facts, at: later).sum >= Urgency(of: facts, at: Self.now).sum)
        }
    }

    @Test func `what is as urgent stands by its identifier, whatever the order before`() {
        var dice = SplitMix64(seed: 7)
        let items = (0..<40).map { _ in
            (
                urgency: Int.random(in: 0...5, using: &dice),
                id: EntityID(high: dice.next(), low: dice.next())
            )
        }
        let expected = items.map(\.id).sorted().map { id in
            items[items.firstIndex { $0.id == id } ?? 0]
        }
        var ordered: [EntityID] = []
        for sum in (0...5).reversed() {
            ordered += expected.filter { $0.urgency == sum }.map(\.id)
        }
        for _ in 0..<5 {
            let shuffled = items.shuffled(using: &dice)
            #expect(shuffled.sorted(by: Urgency.isBefore).map(\.id) == ordered)
        }
    }

    @Test func `the table of points holds`() {
        let day = 1440
        func points(_ term: Urgency.Term, _ change: (inout UrgencyFacts) -> Void) -> Int {
            var facts = UrgencyFacts(state: "inbox", created: Self.now)
            change(&facts)
            return Urgency(of: facts, at: Self.now).points(term)
        }
        #expect(points(.due) { _ in } == 0)
        #expect(points(.due) { $0.due = Self.now + 90 * day } == 24)
        #expect(points(.due) { $0.due = Self.now + 14 * day } == 24)
        #expect(points(.due) { $0.due = Self.now } == 88)
        #expect(points(.due) { $0.due = Self.now - 7 * day } == 120)
        #expect(points(.due) { $0.due = Self.now - 90 * day } == 120)
        #expect(points(.plan) { $0.plan = Self.now - 90 * day } == 60)
        #expect(
            Self.priorities.map { word in points(.priority) { $0.priority = word } }
                == [0, 20, 30, 60, 90])
        #expect(
            [0, 1, 2, 6, 7, 900].map { count in points(.blocking) { $0.waiting = count } }
                == [0, 30, 40, 80, 80, 80])
        #expect(points(.age) { $0.created = Self.now - 365 * day } == 20)
        #expect(points(.blocked) { $0.blockers = 2 } == -50)
        #expect(points(.claimed) { $0.holder = .another } == -60)
        #expect(points(.claimed) { $0.holder = .reader } == 0)
    }

    @Test func `dates beyond all calendars have their most and their least`() {
        let wild = UrgencyFacts(state: "inbox", due: .min, plan: .max, created: .min)
        for now in [Int.min, 0, Int.max] {
            let urgency = Urgency(of: wild, at: now)
            #expect((24...120).contains(urgency.points(.due)))
            #expect((12...60).contains(urgency.points(.plan)))
            #expect((0...20).contains(urgency.points(.age)))
        }
    }
}
