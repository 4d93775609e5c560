import Causality
import History
import SimulationKit

/// Makes batches that use every form the columns have, well sealed or not: the codec does not judge.
struct BatchGenerator {
    var generator: SplitMix64
    private let own: StreamID
    private let foreign: [StreamID]
    private let authors: [MemberID]
    private let pool: [[UInt8]]

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
        own = generator.stream()
        foreign = [generator.stream(), generator.stream(), generator.stream()]
        authors = [
            MemberID(high: generator.next(), low: 1), MemberID(high: generator.next(), low: 2),
        ]
        pool = [
            [], [0], [1], [3, 14], [4, 0], [4, 2, 104, 105], [4, 0x82, 0, 104, 105], [4, 9, 1],
            [6] + generator.bytes(16), [0xff, 0, 1],
            [4, 0x80, 0x01] + Array(repeating: 97, count: 128),
        ]
    }

    mutating func batch(changeCount: Int) -> Batch {
        let first = generator.chance(40) ? 1 : UInt64(generator.below(100_000)) + 2
        var stamp = UInt64(generator.below(1 << 40)) << 16
        var changes: [Change] = []
        for position in 0..<changeCount {
            stamp += generator.chance(50) ? 1 : UInt64(generator.below(100_000)) << 16
            changes.append(change(first + UInt64(position), stamp: stamp))
        }
        let previous = first == 1 ? Link.origin : generator.link()
        let link = generator.link()
        let last = first + UInt64(changeCount) - 1
        let birth = StreamBirth(publicKey: generator.bytes(32), nonce: generator.bytes(16))
        return Batch(
            stream: own, first: first, last: last, previous: previous, link: link,
            seal: Seal(head: Head(last, link), signature: generator.bytes(64)),
            birth: first == 1 && generator.chance(90) ? birth : nil, changes: changes,
            encoded: nil)
    }

    private mutating func change(_ sequence: UInt64, stamp: UInt64) -> Change {
        var dependencies: [VectorEntry] = []
        if generator.chance(20) {
            for stream in foreign.sorted() where generator.chance(50) {
                dependencies.append(
                    VectorEntry(stream, UInt64(generator.below(300)) + 1, generator.link()))
            }
        }
        let header = ChangeHeader(
            stream: own, sequence: sequence, stamp: HybridTimestamp(raw: stamp),
            author: authors[generator.chance(90) ? 0 : 1],
            membership: generator.chance(90) ? 3 : UInt64(generator.below(1000)),
            schemaLevel: generator.chance(95) ? 1 : 2, dependencies: dependencies)
        guard generator.chance(93) else {
            return Change(header: header, body: .withheld(generator.link()))
        }
        let count = generator.chance(70) ? 1 : generator.below(6)
        var operations: [Operation] = []
        for index in 0..<count {
            let id = OperationID(own, sequence, UInt32(index))
            let last = operations.last?.target
            operations.append(operation(id, last: last))
        }
        return Change(header: header, operations: operations)
    }

    private mutating func operation(_ id: OperationID, last: OperationID?) -> Operation {
        var supersedes: Set<OperationID> = []
        for _ in 0..<(generator.chance(60) ? 1 : generator.below(4)) where generator.chance(80) {
            supersedes.insert(reference(from: id))
        }
        let kind = generator.below(6)
        return Operation(
            Verb(rawValue: UInt8(kind == 5 ? 200 + generator.below(50) : kind)),
            target: last.map { generator.chance(40) ? $0 : id } ?? reference(from: id),
            field: UInt32(generator.below(5)),
            key: kind < 3 ? [] : pool[generator.below(pool.count)],
            subfield: kind == 4 ? UInt32(generator.below(1 << 20)) : 0,
            value: generator.chance(80)
                ? pool[generator.below(pool.count)] : generator.bytes(generator.below(40)),
            supersedes: supersedes.sorted(), mustUnderstand: generator.chance(5))
    }

    /// An operation near in its own stream, or anywhere in a foreign one.
    private mutating func reference(from id: OperationID) -> OperationID {
        let index = UInt32(generator.below(3))
        guard generator.chance(60) else {
            return OperationID(
                foreign[generator.below(3)], UInt64(generator.below(50)) + 1, index)
        }
        let back = UInt64(generator.below(4))
        return OperationID(own, id.dot.sequence > back ? id.dot.sequence - back : 1, index)
    }
}
