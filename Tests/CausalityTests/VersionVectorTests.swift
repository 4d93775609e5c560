import Causality
import SimulationKit
import Testing

/// Points of history: a lattice under join, checked against plain dictionaries.
@Suite struct VersionVectorTests {
    private static let streams = (1...4).map { StreamID(high: 0, low: UInt64($0)) }

    private static func arbitrary(_ generator: inout SplitMix64) -> [StreamID: UInt64] {
        var plain: [StreamID: UInt64] = [:]
        for stream in streams where generator.once(in: 2) {
            plain[stream] = UInt64(generator.number(0...5))
        }
        return plain
    }

    @Test(arguments: Seed.many) func `join is a semilattice and meet its mirror`(seed: Seed) {
        var generator = seed.generator
        for _ in 0..<50 {
            let one = VersionVector(Self.arbitrary(&generator))
            let two = VersionVector(Self.arbitrary(&generator))
            let three = VersionVector(Self.arbitrary(&generator))
            #expect(one.joined(two) == two.joined(one))
            #expect(one.joined(two).joined(three) == one.joined(two.joined(three)))
            #expect(one.joined(one) == one)
            #expect(one.met(two) == two.met(one))
            #expect(one.met(two).met(three) == one.met(two.met(three)))
            #expect(one.joined(one.met(two)) == one)
            #expect(one.met(one.joined(two)) == one)
        }
    }

    @Test(arguments: Seed.many) func `join, meet and order agree with dictionaries`(seed: Seed) {
        var generator = seed.generator
        for _ in 0..<50 {
            let (left, right) = (Self.arbitrary(&generator), Self.arbitrary(&generator))
            let (one, two) = (VersionVector(left), VersionVector(right))
            var isBelow = true
            var isAbove = true
            for stream in Self.streams {
                let (own, other) = (left[stream] ?? 0, right[stream] ?? 0)
                #expect(one.joined(two)[stream] == max(own, other))
                #expect(one.met(two)[stream] == min(own, other))
                isBelow = isBelow && own <= other
                isAbove = isAbove && own >= other
            }
            let expected: CausalOrder =
                isBelow ? (isAbove ? .equal : .before) : (isAbove ? .after : .concurrent)
            #expect(one.order(to: two) == expected)
            #expect(one.covers(two) == isAbove)
        }
    }

    @Test func `an entry of zero says nothing`() {
        #expect(VersionVector([Self.streams[0]: 0]) == VersionVector())
        #expect(VersionVector([Self.streams[0]: 0]).isEmpty)
        var vector = VersionVector()
        vector.advance(Self.streams[0], to: 0)
        #expect(vector.isEmpty)
    }

    @Test func `advancing never goes back`() {
        var vector = VersionVector([Self.streams[0]: 7])
        vector.advance(Self.streams[0], to: 3)
        #expect(vector[Self.streams[0]] == 7)
        #expect(vector.covers(Dot(Self.streams[0], 7)))
        #expect(!vector.covers(Dot(Self.streams[0], 8)))
        #expect(!vector.covers(Dot(Self.streams[1], 1)))
    }

    @Test func `entries come in the order of streams`() {
        let vector = VersionVector([Self.streams[2]: 1, Self.streams[0]: 2, Self.streams[1]: 3])
        #expect(vector.entries.map(\.stream) == Array(Self.streams[0...2]))
        #expect(vector.entries.map(\.sequence) == [2, 3, 1])
    }

    @Test func `the stable cut is what every report covers`() {
        let one = VersionVector([Self.streams[0]: 5, Self.streams[1]: 2])
        let two = VersionVector([Self.streams[0]: 3, Self.streams[2]: 9])
        #expect(StableCut.of([one, two]) == VersionVector([Self.streams[0]: 3]))
        #expect(StableCut.of([one]) == one)
        #expect(StableCut.of([]).isEmpty)
    }
}
