internal import ArgumentParser
package import ReleaseModel

/// `rail person`.
package struct PersonNoun: Noun {
    package static let kind = EntityKind.person
    package static let about = "Somebody who plans, decides or is told"
    package static let example =
        "rail person new \"Ana Lima\" zone:America/Recife"
    package static let change = "email:ana@example.org"
    package static let listed = [Person.zone, Person.email]
    package static let place = [Person.zone]

    package init() {}
}
