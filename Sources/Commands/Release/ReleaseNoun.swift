package import ArgumentParser
package import ReleaseModel

/// `rail release`.
package struct ReleaseNoun: Noun {
    package static let kind = EntityKind.release
    package static let about = "One version of one service, with its window"
    package static let example =
        "rail release new 2.4.0 train:2026.4 service:checkout"
    package static let change = "phase:scoped"
    package static let listed = [Release.train, Release.service, Release.phase, Release.window]
    package static let place = [Release.window, Release.train]
    package static let furtherVerbs: [any ParsableCommand.Type] = [
        StepCommand<ReleaseHold>.self, StepCommand<ReleaseResume>.self,
        StepCommand<ReleaseWithdraw>.self,
    ]

    package init() {}
}
