internal import ArgumentParser
package import ReleaseModel

/// `rail team`.
package struct TeamNoun: Noun {
    package static let kind = EntityKind.team
    package static let about = "A team with its zone"
    package static let example =
        "rail team new Nova zone:Europe/Prague"
    package static let change = "zone:Asia/Tokyo lead:me"
    package static let listed = [Team.zone, Team.lead]
    package static let place = [Team.zone, Team.parent]

    package init() {}
}
