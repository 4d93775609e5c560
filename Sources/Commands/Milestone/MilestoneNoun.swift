internal import ArgumentParser
package import ReleaseModel

/// `rail milestone`.
package struct MilestoneNoun: Noun {
    package static let kind = EntityKind.milestone
    package static let about = "A point in a train's plan"
    package static let example =
        "rail milestone new \"Feature freeze\" train:2026.4 kind:freeze when:2026-11-02"
    package static let change = "owner:me"
    package static let listed = [Milestone.train, Milestone.kind, Milestone.when]
    package static let place = [Milestone.when, Milestone.train]

    package init() {}
}
