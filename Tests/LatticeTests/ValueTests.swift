import Causality
import Lattice
import SimulationKit
import Testing

/// Values in their one form.
@Suite struct ValueTests {
    private static func arbitrary(_ generator: inout SplitMix64, depth: Int = 0) -> Value {
        switch generator.number(0...(depth < Value.listDepthMax ? 7 : 6)) {
        case 0: .none
        case 1: .flag(generator.once(in: 2))
        case 2: .integer(Int64(bitPattern: generator.next() >> generator.next() % 64))
        case 3: .text(generator.pick(["", "plain", "é", "🚂"]))
        case 4: .bytes((0..<generator.number(0...3)).map { UInt8($0) })
        case 5, 6: .entity(EntityID(high: generator.next(), low: generator.next()))
        default:
            .list(
                (0..<generator.number(0...3)).map { _ in arbitrary(&generator, depth: depth + 1) })
        }
    }

    private static func nested(_ depth: Int) -> Value {
        depth == 0 ? .none : .list([nested(depth - 1)])
    }

    @Test(arguments: Seed.many) func `a value comes back from its bytes`(seed: Seed) throws {
        var generator = seed.generator
        for _ in 0..<50 {
            let value = Self.arbitrary(&generator)
            #expect(try Value(canonicalBytes: value.canonicalBytes) == value)
        }
    }

    @Test(arguments: Seed.many) func `bytes that read as a value are that value's form`(
        seed: Seed
    ) {
        var generator = seed.generator
        for _ in 0..<300 {
            var bytes = Self.arbitrary(&generator).canonicalBytes
            bytes[generator.number(0...bytes.count - 1)] =
                UInt8.random(in: 0...9, using: &generator)
            guard let value = try? Value(canonicalBytes: bytes) else { continue }
            #expect(value.canonicalBytes == bytes)
        }
    }

    /// The value itself is made only where somebody looks: till then its bytes stand for it.
    @Test(arguments: Seed.many) func `bytes are judged by a glance as by reading them`(seed: Seed) {
        var generator = seed.generator
        var judged: Set<Bool> = []
        for _ in 0..<300 {
            var bytes = Self.arbitrary(&generator).canonicalBytes
            switch generator.number(0...3) {
            case 0: bytes[generator.number(0...bytes.count - 1)] = UInt8(generator.number(0...255))
            case 1: bytes.removeLast()
            case 2: bytes.append(UInt8(generator.number(0...9)))
            default: break
            }
            let isRead = (try? Value(canonicalBytes: bytes)) != nil
            #expect(Value.isCanonical(bytes) == isRead, "\(bytes)")
            judged.insert(isRead)
        }
        #expect(judged == [true, false])
        #expect(Value.isCanonical(Self.nested(Value.listDepthMax).canonicalBytes))
        #expect(!Value.isCanonical(Self.nested(Value.listDepthMax + 1).canonicalBytes))
    }

    @Test func `lists nest so deep and no deeper`() throws {
        let deepest = Self.nested(Value.listDepthMax)
        #expect(try Value(canonicalBytes: deepest.canonicalBytes) == deepest)
        let deeper = Self.nested(Value.listDepthMax + 1)
        #expect(throws: CanonicalError.outOfRange) {
            try Value(canonicalBytes: deeper.canonicalBytes)
        }
    }

    @Test func `lists are so long and no longer`() throws {
        let longest = Value.list(Array(repeating: .none, count: Value.listCountMax))
        #expect(try Value(canonicalBytes: longest.canonicalBytes) == longest)
        let longer = Value.list(Array(repeating: .none, count: Value.listCountMax + 1))
        #expect(throws: CanonicalError.self) { try Value(canonicalBytes: longer.canonicalBytes) }
    }

    @Test(
        arguments: [
            ([], CanonicalError.truncated), ([8], .unknownTag(8)), ([4, 1, 0xff], .invalidText),
            ([4, 5, 0x61], .tooMany(5, limit: 2)), ([3, 0x80, 0], .overlongNumber),
            ([0, 0], .trailing),
            ([6, 1, 2], .truncated),
        ] as [([UInt8], CanonicalError)])
    func `other bytes are refused by name`(bytes: [UInt8], error: CanonicalError) {
        #expect(throws: error) { try Value(canonicalBytes: bytes) }
    }
}
