import Causality
import SimulationKit
import Testing

/// A part of a list reads as an array of its elements would.
struct StretchTests {
    @Test func `whatever part of whatever list, it reads as a copy of that part`() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<300 {
            let list = (0..<random.below(9)).map { _ in random.below(3) }
            let ends = [random.below(list.count + 1), random.below(list.count + 1)].sorted()
            let stretch = Stretch(ends[0]..<ends[1], of: list)
            let copy = Array(list[ends[0]..<ends[1]])
            #expect(Array(stretch) == copy && stretch.count == copy.count)
            #expect(stretch.indices.map { stretch[$0] } == copy)
            #expect(stretch == Stretch(copy) && stretch.hashValue == Stretch(copy).hashValue)
            #expect(stretch.last == copy.last && Array(stretch.reversed()) == copy.reversed())
        }
    }

    @Test func `what lies outside of the list is left out`() {
        #expect(Array(Stretch(1..<9, of: [1, 2, 3])) == [2, 3])
        #expect(Stretch(5..<9, of: [1, 2, 3]).isEmpty)
        #expect(Array(Stretch(-4..<2, of: [1, 2, 3])) == [1, 2])
    }

    @Test func `parts that differ are not equal`() {
        let list = [1, 2, 1, 2, 3]
        #expect(Stretch(0..<2, of: list) == Stretch(2..<4, of: list))
        #expect(Stretch(0..<2, of: list) != Stretch(0..<3, of: list))
        #expect(Stretch(0..<2, of: list) != Stretch(1..<3, of: list))
        #expect(Stretch<Int>([]) == [])
    }
}
