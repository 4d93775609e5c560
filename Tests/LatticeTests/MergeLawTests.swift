import Causality
import Lattice
import SimulationKit
import Testing

/// Merging two states: the laws of a semilattice, and that it equals folding what both have seen.
@Suite struct MergeLawTests {
    private struct Side {
        var document: Document
        var known: Set<Int>
    }

    private static func joined(_ left: Side, _ right: Side, in story: Story) -> Side {
        Side(
            document: left.document.merged(
                right.document, context: story.vector(of: left.known),
                otherContext: story.vector(of: right.known)),
            known: left.known.union(right.known))
    }

    private static func sides(
        _ sample: FieldSample, _ seed: Seed
    ) -> (story: Story, sides: [Side]) {
        let (story, known) = StoryTeller.told(sample.kind, operations: 14, seed: seed)
        return (story, known.map { Side(document: story.document(of: $0), known: $0) })
    }

    @Test(arguments: FieldSample.all, Seed.many)
    func `merging is commutative, associative and idempotent`(sample: FieldSample, seed: Seed) {
        let (story, sides) = Self.sides(sample, seed)
        let (one, two, three) = (sides[0], sides[1], sides[2])
        let both = Self.joined(one, two, in: story)
        #expect(both.document == Self.joined(two, one, in: story).document)
        #expect(Self.joined(one, one, in: story).document == one.document)
        #expect(Self.joined(both, one, in: story).document == both.document)
        let leftFirst = Self.joined(both, three, in: story)
        let rightFirst = Self.joined(one, Self.joined(two, three, in: story), in: story)
        #expect(leftFirst.document == rightFirst.document)
    }

    @Test(arguments: FieldSample.all, Seed.many)
    func `merging equals folding what both have seen`(sample: FieldSample, seed: Seed) {
        let (story, sides) = Self.sides(sample, seed)
        let both = Self.joined(sides[0], sides[1], in: story)
        let folded = story.document(of: both.known)
        #expect(both.document == folded)
        #expect(
            Notation.line(both.document, sample.kind) == Notation.line(folded, sample.kind))
    }

    @Test func `what one side saw removed stays removed after a merge`() {
        let stream = StreamID(high: 1, low: 1)
        let id = OperationID(stream, 1, 0)
        let write = Write(
            id: id, effective: 1, stamp: HybridTimestamp(raw: 1),
            author: MemberID(high: 0, low: 0), value: .flag(true), verb: CellVerb.add)
        var removed = Siblings([write])
        removed.apply(nil, superseding: [id])
        var held = Siblings([write])
        held.merge(
            removed, context: VersionVector([stream: 1]), otherContext: VersionVector([stream: 2]))
        #expect(held.isEmpty)
    }
}
