import Causality
import SimulationKit
import Testing

/// How names are found: equal names by one hash, other names by others, however like each other they are.
@Suite struct NameHashTests {
    /// As many places as names: with a good hash the fullest has about seven.
    private static let places = 4096
    /// A hash that is drawn anew in each process puts fourteen in one place once in ten million runs.
    private static let fullestMax = 14

    @Test(arguments: Seed.many) func `equal names have one hash, whatever it begins with`(
        seed: Seed
    ) {
        var generator = seed.generator
        let start = Int(truncatingIfNeeded: generator.next())
        let (high, low) = (generator.next(), generator.next())
        let (one, other) = (StreamID(high: high, low: low), StreamID(high: high, low: low))
        #expect(one._rawHashValue(seed: start) == other._rawHashValue(seed: start))
        let (dot, same) = (Dot(one, high), Dot(other, high))
        #expect(dot._rawHashValue(seed: start) == same._rawHashValue(seed: start))
        let operation = OperationID(dot, 7)
        #expect(
            operation._rawHashValue(seed: start)
                == OperationID(same, 7)._rawHashValue(seed: start))
    }

    @Test func `dictionaries ask for it`() {
        let stream = StreamID(high: 3, low: 5)
        #expect(stream.hashValue == stream._rawHashValue(seed: 0))
        let dot = Dot(stream, 8)
        #expect(dot.hashValue == dot._rawHashValue(seed: 0))
        let operation = OperationID(dot, 2)
        #expect(operation.hashValue == operation._rawHashValue(seed: 0))
    }

    @Test func `names that differ in one number are spread over all places`() {
        let stream = StreamID(high: 1 << 63, low: 0)
        let names = 0..<UInt64(Self.places)
        expectSpread(names.map { StreamID(high: $0, low: 0).hashValue }, "first words")
        expectSpread(names.map { StreamID(high: 0, low: $0).hashValue }, "last words")
        expectSpread(names.map { StreamID(high: $0 << 52, low: 9).hashValue }, "first bits")
        expectSpread(names.map { StreamID(high: $0, low: $0).hashValue }, "equal words")
        expectSpread(names.map { Dot(stream, $0).hashValue }, "sequences")
        expectSpread(
            names.map { OperationID(stream, 4, UInt32($0)).hashValue }, "places in a change")
        expectSpread(
            names.map { OperationID(stream, $0 / 4, UInt32($0 % 4)).hashValue }, "operations")
    }

    private func expectSpread(_ hashes: [Int], _ what: Comment) {
        // A table takes the lowest bits.
        var fill = [Int](repeating: 0, count: Self.places)
        for hash in hashes { fill[hash & (Self.places - 1)] += 1 }
        #expect(fill.max() ?? 0 <= Self.fullestMax, what)
    }
}
