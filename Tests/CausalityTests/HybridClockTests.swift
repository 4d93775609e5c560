import Causality
import SimulationKit
import Testing

/// Stamps that rise whatever the wall clock does, and do not follow a clock from the future.
@Suite struct HybridClockTests {
    private static let noon: UInt64 = 1_760_000_000_000

    @Test(arguments: Seed.many) func `stamps rise on a wall clock that jumps both ways`(
        seed: Seed
    ) {
        var generator = seed.generator
        var clock = HybridClock()
        var last = clock.last
        var wall = Self.noon
        for _ in 0..<200 {
            wall = UInt64(Int64(wall) + Int64(generator.number(-5_000...5_000)))
            if generator.once(in: 3) {
                clock.fold(
                    HybridTimestamp(milliseconds: wall + UInt64(generator.number(0...400_000))),
                    atMilliseconds: wall)
            }
            clock.offsetMilliseconds = Int64(generator.number(-2_000...2_000))
            let stamp = clock.tick(atMilliseconds: wall)
            #expect(stamp > last)
            last = stamp
        }
    }

    @Test func `a stamp five minutes ahead counts, one millisecond more does not`() {
        let edge = Self.noon + HybridClock.foldMaxMilliseconds
        var clock = HybridClock()
        let counts = clock.fold(
            HybridTimestamp(milliseconds: edge), atMilliseconds: Self.noon)
        #expect(counts)
        #expect(clock.last == HybridTimestamp(milliseconds: edge))
        let beyond = HybridTimestamp(milliseconds: edge + 1)
        let countsBeyond = clock.fold(beyond, atMilliseconds: Self.noon)
        #expect(!countsBeyond)
        #expect(clock.last == HybridTimestamp(milliseconds: edge))
    }

    @Test func `the logical part does not widen the bound`() {
        let edge = HybridTimestamp(
            milliseconds: Self.noon + HybridClock.foldMaxMilliseconds, counter: .max)
        var clock = HybridClock()
        let counts = clock.fold(edge, atMilliseconds: Self.noon)
        let stamp = clock.tick(atMilliseconds: Self.noon)
        #expect(counts)
        #expect(stamp > edge)
    }

    @Test func `a clock ten years ahead takes nobody along`() {
        var clock = HybridClock()
        let ahead = HybridTimestamp(milliseconds: Self.noon + 315_360_000_000)
        let counts = clock.fold(ahead, atMilliseconds: Self.noon)
        let stamp = clock.tick(atMilliseconds: Self.noon)
        #expect(!counts)
        #expect(stamp == HybridTimestamp(milliseconds: Self.noon))
    }

    @Test func `the offset of the last handshake corrects the wall clock`() {
        var clock = HybridClock(offsetMilliseconds: -60_000)
        let corrected = clock.tick(atMilliseconds: Self.noon)
        #expect(corrected.milliseconds == Self.noon - 60_000)
        var early = HybridClock(offsetMilliseconds: -60_000)
        let first = early.tick(atMilliseconds: 5)
        #expect(first == HybridTimestamp(raw: 1))
    }

    @Test func `no wall time and no offset leave the range of stamps`() {
        var clock = HybridClock(offsetMilliseconds: .max)
        let first = clock.tick(atMilliseconds: .max)
        let second = clock.tick(atMilliseconds: .max)
        #expect(first <= second)
        #expect(second <= .max)
        var low = HybridClock(offsetMilliseconds: .min)
        let lowest = low.tick(atMilliseconds: 0)
        #expect(lowest == HybridTimestamp(raw: 1))
    }

    @Test func `many stamps in one millisecond spill into the next`() {
        var clock = HybridClock(
            last: HybridTimestamp(milliseconds: Self.noon, counter: .max))
        let stamp = clock.tick(atMilliseconds: Self.noon)
        #expect(stamp == HybridTimestamp(milliseconds: Self.noon + 1))
    }
}
