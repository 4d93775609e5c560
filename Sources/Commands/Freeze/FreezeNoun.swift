package import ArgumentParser
package import ReleaseModel

/// `rail freeze`.
package struct FreezeNoun: Noun {
    package static let kind = EntityKind.freeze
    package static let about = "A time in which nothing of its scope ships"
    package static let example =
        "rail freeze new \"Year end\" window:2026-12-20..2027-01-03@Europe/Prague"
    package static let change = "reason:audit"
    package static let listed = [Freeze.state, Freeze.window, Freeze.kind]
    package static let place = [Freeze.window]
    package static let furtherVerbs: [any ParsableCommand.Type] = [
        StepCommand<FreezeLift>.self
    ]

    package init() {}
}
