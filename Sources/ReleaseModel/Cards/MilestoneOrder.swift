package import Causality
package import Lattice

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

        /// Reads a dated milestone of a train.
        package init?(_ document: Document, zones: any ZoneRules) {
            guard document.entityKind == .milestone, !ArchiveClash.isArchived(document),
                let train = document.value(Milestone.train)?.entityValue,
                let kind = document.string(Milestone.kind),
                let write = document.shown(Milestone.when),
                let instant = Moment(write.value)?.start(zones, reader: nil)
            else { return nil }
            self.init(
                milestone: document.id, train: train, kind: kind, instant: instant,
                operation: write.id)
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
        return cards.sorted { $0.id < $1.id }
    }

    private static func isInverted(_ early: Mark, _ late: Mark) -> Bool {
        guard let first = Milestone.ordered.firstIndex(of: early.kind),
            let second = Milestone.ordered.firstIndex(of: late.kind)
        else { return false }
        return first < second && early.instant > late.instant
    }
}
