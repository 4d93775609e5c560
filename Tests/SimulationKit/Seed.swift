/// What a generated test begins with, and what it prints so that it can be run again.
package struct Seed: Sendable, CustomStringConvertible {
    package let number: UInt64

    package init(number: UInt64) { self.number = number }

    package static let many = (1...24).map { Seed(number: $0) }

    package var generator: SplitMix64 {
        SplitMix64(seed: number &* 0x1234_5678_9abc_def1)
    }

    package var description: String { "seed \(number)" }
}
