import Causality
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Graph rules against brute force on small graphs.
struct GraphOracleTests {
    typealias BlockingEdge = BlockingCycles.BlockingEdge

    private func id(_ number: Int) -> EntityID { EntityID(high: 0, low: UInt64(number)) }

    private func edges(
        _ generator: inout SplitMix64, places: Range<Int>, count: Int, from first: Int = 0
    ) -> [BlockingEdge] {
        var edges: [BlockingEdge] = []
        for number in 0..<count {
            let source = places.lowerBound + generator.below(places.count)
            let target = places.lowerBound + generator.below(places.count)
            let name = 1000 + first + number
            edges.append(
                BlockingEdge(
                    id: id(name), source: id(source), target: id(target),
                    write: Write(
                        id: OperationID(StreamID(high: 0, low: 1), UInt64(name), 0), effective: 0,
                        stamp: HybridTimestamp(milliseconds: UInt64(generator.below(6))),
                        author: MemberID(high: 0, low: 1), value: .flag(true))))
        }
        return edges
    }

    @Test(arguments: 1...60)
    func `suspended edges equal brute force, and none is suspended without need`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let edges = edges(&generator, places: 0..<6, count: 4 + generator.below(12))
        let suspended = Set(BlockingCycles.suspensions(edges).map(\.edge.id))
        #expect(suspended == CircleOracle.suspended(edges))
        let standing = edges.filter { !suspended.contains($0.id) }
        #expect(!CircleOracle.hasCircle(standing))
        for edge in edges where suspended.contains(edge.id) {
            #expect(CircleOracle.hasCircle(standing + [edge]))
        }
        #expect(suspended.isSubset(of: CircleOracle.suspendedByRule(edges)))
    }

    @Test(arguments: 1...20)
    func `merges elsewhere leave a suspended edge and its card alone`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let here = edges(&generator, places: 0..<5, count: 10)
        let there = edges(&generator, places: 50..<55, count: 10, from: 500)
        let alone = BlockingCycles.cards(here)
        let together = BlockingCycles.cards(generator.shuffled(here + there))
        let subjects = Set(here.map(\.id))
        #expect(together.filter { subjects.contains($0.subjects[0]) } == alone)
    }

    @Test(arguments: 1...30)
    func `strong components equal reachability both ways`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let edges = edges(&generator, places: 0..<7, count: generator.below(16))
        let parts = StrongComponents(edges.map { ($0.source, $0.target) })
        for edge in edges {
            #expect(
                (parts.circle(of: edge.source, edge.target) != nil)
                    == CircleOracle.lies(edge, inCircleOf: edges))
        }
    }

    @Test func `a chain of fifty thousand items costs no stack`() {
        let arcs = (0..<50_000).map { (source: id($0), target: id($0 + 1)) }
        #expect(StrongComponents(arcs).circle(of: id(0), id(1)) == nil)
        let closed = StrongComponents(arcs + [(source: id(50_000), target: id(0))])
        #expect(closed.circle(of: id(0), id(1)) != nil)
    }

    @Test(arguments: 1...60)
    func `the item tree equals brute force`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let count = 2 + generator.below(7)
        let moves = (0..<count).filter { _ in generator.chance(85) }.map { place in
            let write = Write(
                id: OperationID(StreamID(high: 0, low: 1), UInt64(place) + 1, 0),
                effective: UInt64(generator.below(20)),
                stamp: HybridTimestamp(raw: 0), author: MemberID(high: 0, low: 0), value: .none)
            return ParentLoops.ParentMove(
                item: id(place), parent: id(generator.below(count)),
                previous: generator.chance(60) ? id(generator.below(count)) : nil, write: write)
        }
        let voids = ParentLoops.voidMoves(generator.shuffled(moves))
        let tree = ParentOracle.tree(voids, moves)
        #expect(tree == ParentOracle.tree(moves))
        for item in tree.keys { #expect(!ParentOracle.isIn(item, circleOf: tree)) }
    }
}
