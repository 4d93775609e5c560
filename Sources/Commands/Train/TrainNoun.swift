package import ArgumentParser
package import ReleaseModel

/// `rail train`.
package struct TrainNoun: Noun {
    package static let kind = EntityKind.train
    package static let about = "A scheduled departure that releases board"
    package static let example =
        "rail train new 2026.4 departure:2026-11-12T16:00@Europe/Prague"
    package static let change = "owner:me"
    package static let listed = [Train.phase, Train.departure, Train.owner]
    package static let place = [Train.departure]
    package static let furtherVerbs: [any ParsableCommand.Type] = [
        StepCommand<TrainHold>.self, StepCommand<TrainSlow>.self, StepCommand<TrainResume>.self,
    ]

    package init() {}
}
