package import Causality
package import Lattice

/// Milestones of one train whose dates contradict the order of their kinds: freeze, candidate, go, ship.
package enum MilestoneOrder {
    package struct Mark: Hashable, Sendable {
        package let milestone: EntityID
        package let train: EntityID
        package let kind: String
        package let moment: Moment
        package let instant: Int
        package let write: Write

        /// Reads a dated milestone of a train.
        package init?(_ document: Document, zones: any ZoneRules) {
            guard document.entityKind == .milestone, !ArchiveClash.isArchived(document),
                let train = document.value(Milestone.train)?.entityValue,
                let kind = document.string(Milestone.kind),
                let write = document.shown(Milestone.when),
                let moment = Moment(write.value), let instant = moment.start(zones, reader: nil)
            else { return nil }
            milestone = document.id
            self.train = train
            self.kind = kind
            self.moment = moment
            self.instant = instant
            self.write = write
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
                            competing: [early.write.id, late.write.id],
                            options: [early, late].map {
                                CardOption($0.write, of: $0.milestone, isInForce: true)
                            },
                            reading:
                                "the plan shows both dates; \(early.kind) must come before \(late.kind)",
                            settle: CardSettlement(
                                move(early, to: late), otherwise: [move(late, to: early)])))
                }
            }
        }
        return cards.sorted { $0.id < $1.id }
    }

    /// At one point both keep their order: it is strict only between different points.
    private static func move(_ mark: Mark, to other: Mark) -> CardSettlement.Way {
        .command(
            CommandText.line(
                "move", .milestone, mark.milestone,
                ["\(Milestone.when.name):\(other.moment.text)"]))
    }

    private static func isInverted(_ early: Mark, _ late: Mark) -> Bool {
        guard let first = Milestone.ordered.firstIndex(of: early.kind),
            let second = Milestone.ordered.firstIndex(of: late.kind)
        else { return false }
        return first < second && early.instant > late.instant
    }
}
