import Causality
import SimulationKit
import Testing

/// Names of 128 bits: as bytes, as digits, in order.
@Suite struct IdentifierTests {
    @Test(arguments: Seed.many) func `a name comes back from its bytes and its digits`(
        seed: Seed
    ) {
        var generator = seed.generator
        let id = EntityID(high: generator.next(), low: generator.next())
        let other = EntityID(high: id.high, low: generator.next())
        #expect(EntityID(bytes: id.bytes) == id)
        #expect(EntityID(hexadecimal: id.description) == id)
        #expect((id < other) == id.bytes.lexicographicallyPrecedes(other.bytes))
    }

    @Test func `other lengths are no name`() {
        #expect(EntityID(bytes: [UInt8](repeating: 0, count: 15)) == nil)
        #expect(EntityID(bytes: [UInt8](repeating: 0, count: 17)) == nil)
        #expect(EntityID(hexadecimal: "00") == nil)
        #expect(EntityID(hexadecimal: String(repeating: "g", count: 32)) == nil)
    }

    @Test func `dots and operations order by stream, then number, then index`() {
        let (first, second) = (StreamID(high: 0, low: 1), StreamID(high: 0, low: 2))
        let ids = [
            OperationID(first, 1, 0), OperationID(first, 1, 1), OperationID(first, 2, 0),
            OperationID(second, 1, 0),
        ]
        #expect(ids.shuffled().sorted() == ids)
    }
}
