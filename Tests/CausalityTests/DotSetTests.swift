import Causality
import SimulationKit
import Testing

/// Sets with gaps, checked against plain sets of dots.
@Suite struct DotSetTests {
    private static let streams = (1...2).map { StreamID(high: 0, low: UInt64($0)) }

    @Test(arguments: Seed.many) func `runs hold what a plain set holds`(seed: Seed) {
        var generator = seed.generator
        var dots = DotSet()
        var plain: Set<Dot> = []
        for _ in 0..<40 {
            let stream = generator.pick(Self.streams)
            let lower = UInt64(generator.number(1...30))
            let upper = lower + UInt64(generator.number(0...4))
            dots.insert(lower...upper, of: stream)
            for sequence in lower...upper { plain.insert(Dot(stream, sequence)) }
            for stream in Self.streams {
                for sequence in 0...40 as ClosedRange<UInt64> {
                    let dot = Dot(stream, sequence)
                    #expect(dots.contains(dot) == plain.contains(dot))
                }
                let runs = dots.runs(of: stream)
                for (run, next) in zip(runs, runs.dropFirst()) {
                    #expect(run.upperBound + 1 < next.lowerBound, "runs touch")
                }
                var sequence: UInt64 = 0
                while plain.contains(Dot(stream, sequence + 1)) { sequence += 1 }
                #expect(dots.contiguous[stream] == sequence)
            }
        }
        #expect(dots == DotSet(plain.sorted()))
    }

    @Test(arguments: Seed.many) func `joining is commutative, associative and idempotent`(
        seed: Seed
    ) {
        var generator = seed.generator
        let sets = (0..<3).map { _ in
            DotSet(
                (0..<20).map { _ in
                    Dot(generator.pick(Self.streams), UInt64(generator.number(1...25)))
                })
        }
        #expect(sets[0].joined(sets[1]) == sets[1].joined(sets[0]))
        #expect(
            sets[0].joined(sets[1]).joined(sets[2]) == sets[0].joined(sets[1].joined(sets[2])))
        #expect(sets[0].joined(sets[0]) == sets[0])
    }

    @Test func `runs at both ends of the numbers are taken`() {
        var dots = DotSet()
        dots.insert((.max - 1)...(.max), of: Self.streams[0])
        dots.insert(0...0, of: Self.streams[0])
        dots.insert((.max)...(.max), of: Self.streams[0])
        #expect(dots.runCount == 2)
        #expect(dots.contains(Dot(Self.streams[0], .max)))
        dots.insert(0...(.max), of: Self.streams[0])
        #expect(dots.runCount == 1)
    }

    @Test func `an empty set has no streams`() {
        #expect(DotSet().isEmpty)
        #expect(DotSet().streams.isEmpty)
        #expect(DotSet().contiguous.isEmpty)
    }
}
