import Causality
import Lattice
import SimulationKit
import Testing

/// Hand-ordered lists: there is always room, and never a tie.
@Suite struct RankTests {
    @Test(arguments: Seed.many) func `a rank lies between its neighbours`(seed: Seed) {
        var generator = seed.generator
        var ranks: [Rank] = []
        for number in 0..<300 {
            let place = generator.once(in: 3) ? ranks.count : generator.number(0...ranks.count)
            let suffix = Rank.suffix(
                of: OperationID(
                    StreamID(high: 0, low: UInt64(generator.number(1...3))), UInt64(number), 0))
            let lower = place > 0 ? ranks[place - 1] : nil
            let upper = place < ranks.count ? ranks[place] : nil
            let rank = Rank.between(lower, upper, suffix: suffix)
            if let lower { #expect(lower < rank) }
            if let upper { #expect(rank < upper) }
            ranks.insert(rank, at: place)
        }
        #expect(Set(ranks).count == ranks.count)
    }

    @Test func `two who drop into one gap get two ranks with room between them`() {
        let lower = Rank.between(nil, nil, suffix: [1])
        let upper = Rank.between(lower, nil, suffix: [1])
        let one = Rank.between(lower, upper, suffix: [1, 1])
        let two = Rank.between(lower, upper, suffix: [1, 2])
        #expect(one < two)
        let middle = Rank.between(one, two, suffix: [9])
        #expect(one < middle && middle < two)
    }

    @Test func `ten thousand additions at an end stay short`() {
        var last = Rank.between(nil, nil, suffix: [7, 7])
        var first = last
        for _ in 0..<10_000 {
            let next = Rank.between(last, nil, suffix: [7, 7])
            #expect(last < next)
            last = next
            let previous = Rank.between(nil, first, suffix: [7, 7])
            #expect(previous < first)
            first = previous
        }
        #expect(last.bytes.count <= 6)
        #expect(first.bytes.count <= 6)
    }

    @Test func `the ends of the four bytes are only a longer rank`() {
        let top = Rank(bytes: [0xff, 0xff, 0xff, 0xff, 9])
        let above = Rank.between(top, nil, suffix: [1])
        #expect(top < above)
        let bottom = Rank(bytes: [0, 0, 0, 1])
        let below = Rank.between(nil, bottom, suffix: [1])
        #expect(below < bottom)
    }

    @Test func `dropping a thousand times into one gap grows by a byte every eight`() {
        let lower = Rank.between(nil, nil, suffix: [7])
        var upper = Rank.between(lower, nil, suffix: [7])
        for _ in 0..<1_000 {
            let next = Rank.between(lower, upper, suffix: [7])
            #expect(lower < next && next < upper)
            upper = next
        }
        #expect(upper.bytes.count <= 1_000 / 7 + 8)
    }

    @Test func `neighbours that leave no room are answered all the same`() {
        let one = Rank(bytes: [5])
        #expect(one < Rank.between(one, one, suffix: [1]))
        #expect(one < Rank.between(one, Rank(bytes: [4]), suffix: [1]))
        #expect(one < Rank.between(one, Rank(bytes: [5, 0]), suffix: [1]))
        _ = Rank.between(nil, Rank(bytes: [0, 0]), suffix: [])
        _ = Rank.between(Rank(bytes: []), Rank(bytes: []), suffix: [])
    }

    @Test func `no rank ends in zero`() {
        for number in 1...600 as ClosedRange<UInt64> {
            let id = OperationID(StreamID(high: 0, low: 1), number, 0)
            let rank = Rank.between(nil, nil, suffix: Rank.suffix(of: id))
            #expect(rank.bytes.last != 0)
        }
        #expect(Rank.between(nil, nil, suffix: []).bytes.last != 0)
    }

    @Test func `operations have different suffixes`() {
        var suffixes: Set<[UInt8]> = []
        for stream in 1...3 as ClosedRange<UInt64> {
            for sequence in 1...300 as ClosedRange<UInt64> {
                for index in 0...2 as ClosedRange<UInt32> {
                    suffixes.insert(
                        Rank.suffix(
                            of: OperationID(StreamID(high: 0, low: stream), sequence, index)))
                }
            }
        }
        #expect(suffixes.count == 3 * 300 * 3)
    }
}
