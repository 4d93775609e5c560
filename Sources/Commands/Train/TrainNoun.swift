internal import ArgumentParser
package import ReleaseModel

/// `rail train`.
package struct TrainNoun: Noun {
    package static let kind = EntityKind.train
    package static let about = "A scheduled departure that releases board"
    package static let example =
        "rail train new 2026.4 departure:2026-11-12T16:00@Europe/Prague"
    package static let listed = [Train.phase, Train.departure, Train.owner]

    package init() {}
}
