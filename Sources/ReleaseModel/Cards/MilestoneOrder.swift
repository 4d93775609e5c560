package import Causality
internal import Lattice

/// Milestones of one train whose dates contradict the order of their kinds: freeze, candidate, go, ship.
package enum MilestoneOrder {
    package struct Mark: Hashable, Sendable {
        package let milestone: EntityID
        package let train: EntityID
        package let kind: String
        package let instant: Int
        package let operation: OperationID

        package init(
            milestone: EntityID, train: EntityID, kind: String, instant: Int,
            operation: OperationID
        ) {
            self.milestone = milestone
            self.train = train
            self.kind = kind
            self.instant = instant
            self.operation = operation
        }
    }

    package static func cards(_ marks: [Mark]) -> [Card] {
        var cards: [Card] = []
        for group in Dictionary(grouping: marks, by: \.train).values {
            for early in group {
                for late in group where isInverted(early, late) {
                    cards.append(
                        Card(
                            .order, subjects: [early.milestone, late.milestone],
                            field: Milestone.when.name,
                            competing: [early.operation, late.operation],
                            reading:
                                "the plan shows both dates; \(early.kind) must come before \(late.kind)",
                            settle: "rail milestone move {subject} when:DATE"))
                }
            }
        }
        return cards
    }

    private static func isInverted(_ early: Mark, _ late: Mark) -> Bool {
        guard let first = Milestone.ordered.firstIndex(of: early.kind),
            let second = Milestone.ordered.firstIndex(of: late.kind)
        else { return false }
        return first < second && early.instant > late.instant
    }
}
