import Testing

/// What a generated test begins with, and what it prints so that it can be run again.
struct Seed: Sendable, CustomTestStringConvertible {
    let number: UInt64

    static let many = (1...24).map { Seed(number: $0) }

    var generator: SplitMix { SplitMix(seed: number &* 0x1234_5678_9abc_def1) }
    var testDescription: String { "seed \(number)" }
}
