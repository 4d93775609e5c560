import Causality
import Lattice
import SimulationKit
import Testing

/// Every kind of field, every order in which a small history can arrive: S-70, S-71 and S-72.
@Suite struct DeliveryOrderTests {
    @Test(arguments: FieldSample.all, Seed.many)
    func `every delivery order reads as the oracle says`(sample: FieldSample, seed: Seed) {
        let story = StoryTeller.tell(sample.kind, operations: 7, seed: seed)
        let expected = NaiveOracle.line(story)
        let first = story.document()
        var orders = 0
        var differing: [String] = []
        story.forEachDelivery { document in
            orders += 1
            let line = Notation.line(document, sample.kind)
            if line != expected || document != first { differing.append(line) }
        }
        #expect(orders > 0)
        #expect(
            differing.isEmpty,
            "expected \(expected), of \(orders) orders \(differing.count) give \(differing.first ?? "")"
        )
    }

    @Test(arguments: FieldSample.all, Seed.many)
    func `every delivery order makes one digest and one stored form`(
        sample: FieldSample, seed: Seed
    ) {
        let story = StoryTeller.tell(sample.kind, operations: 5, seed: seed)
        var digests: Set<[UInt8]> = []
        var stored: Set<[UInt8]> = []
        story.forEachDelivery { document in
            var writer = CanonicalWriter()
            document.writeDigest(to: &writer)
            digests.insert(writer.bytes)
            stored.insert(document.canonicalBytes)
        }
        #expect(digests.count == 1)
        #expect(stored.count == 1)
    }

    @Test(arguments: FieldSample.all)
    func `a longer history of five replicas reads as the oracle says`(sample: FieldSample) {
        for number in 1...12 {
            let story = StoryTeller.tell(
                sample.kind, operations: 40, replicas: 5, seed: Seed(number: UInt64(number)))
            #expect(Notation.line(story.document(), sample.kind) == NaiveOracle.line(story))
        }
    }
}
