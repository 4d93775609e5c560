import Causality
import SimulationKit
import Testing

@testable import Commands

/// The longest way through what waits for what, against a recursion that tries every way.
@Suite struct CriticalPathTests {
    private static func id(_ number: Int) -> EntityID { EntityID(high: 1, low: UInt64(number)) }

    private func longest(
        _ item: EntityID, _ sizes: [EntityID: Int], _ blockers: [EntityID: [EntityID]]
    ) -> Int {
        (sizes[item] ?? 0)
            + ((blockers[item] ?? []).map { longest($0, sizes, blockers) }.max() ?? 0)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `no way is longer`(_ seed: UInt64) {
        var dice = SplitMix64(seed: seed)
        var blockers: [EntityID: [EntityID]] = [:]
        var sizes: [EntityID: Int] = [:]
        for number in 0..<12 {
            sizes[Self.id(number)] = dice.below(5)
            for other in 0..<number where dice.chance(30) {
                blockers[Self.id(number), default: []].append(Self.id(other))
            }
        }
        let path = CriticalPath(sizes, blockers)
        for number in 0..<12 {
            let way = path.way(from: Self.id(number))
            #expect(way.size == longest(Self.id(number), sizes, blockers), "\(number)")
            for (item, after) in zip(way.items, way.items.dropFirst()) {
                #expect(blockers[item]?.contains(after) == true)
                #expect(path.isCritical(after, for: item))
            }
        }
    }

    @Test func `a circle ends, and a chain may be long`() {
        let circle = CriticalPath(
            [Self.id(0): 1, Self.id(1): 1, Self.id(2): 1],
            [Self.id(0): [Self.id(1)], Self.id(1): [Self.id(2)], Self.id(2): [Self.id(0)]])
        for number in 0..<3 { #expect(circle.way(from: Self.id(number)).items.count <= 3) }
        let count = 50_000
        let chain = CriticalPath(
            Dictionary(uniqueKeysWithValues: (0..<count).map { (Self.id($0), 1) }),
            Dictionary(
                uniqueKeysWithValues: (1..<count).map { (Self.id($0), [Self.id($0 - 1)]) }))
        #expect(chain.way(from: Self.id(count - 1)).size == count)
    }

    @Test func `sizes that add up to too much are the most that there is`() {
        let path = CriticalPath(
            [Self.id(0): .max, Self.id(1): .max], [Self.id(1): [Self.id(0)]])
        #expect(path.way(from: Self.id(1)).size == .max)
    }
}
