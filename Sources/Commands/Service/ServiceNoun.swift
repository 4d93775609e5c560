internal import ArgumentParser
package import ReleaseModel

/// `rail service`.
package struct ServiceNoun: Noun {
    package static let kind = EntityKind.service
    package static let about = "Something that is built, released and run"
    package static let example =
        "rail service new checkout team:Nova tier:1"
    package static let change = "tier:1 owner:me"
    package static let listed = [Service.team, Service.owner, Service.tier]
    package static let place = [Service.team]

    package init() {}
}
