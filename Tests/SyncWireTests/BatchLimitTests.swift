import Causality
import History
import Testing

@testable import SyncWire

/// The bounds of a batch at their edges: what just fits is written and read, one more is refused.
@Suite struct BatchLimitTests {
    private let coding = ColumnarBatchCoding()
    private let stream = StreamID(high: 1, low: 1)

    private func batch(_ changes: [Change], from first: UInt64 = 1) -> Batch {
        let link = Link(1, 2, 3, 4)
        let last = first + UInt64(changes.count) - 1
        let seal = Seal(head: Head(last, link), signature: Array(repeating: 7, count: 64))
        return Batch(
            stream: stream, first: first, last: last, previous: .origin, link: link, seal: seal,
            birth: nil, changes: changes, encoded: nil)
    }

    private func change(_ sequence: UInt64, _ operations: [Operation]) -> Change {
        let header = ChangeHeader(
            stream: stream, sequence: sequence, stamp: HybridTimestamp(raw: sequence),
            author: MemberID(high: 2, low: 2))
        return Change(header: header, operations: operations)
    }

    private func write(
        _ value: [UInt8] = [0], key: [UInt8] = [], field: UInt32 = 1,
        supersedes: [OperationID] = []
    ) -> Operation {
        Operation(
            .write, target: OperationID(stream, 1, 0), field: field, key: key, value: value,
            supersedes: supersedes)
    }

    private func expectFits(_ batch: Batch) throws {
        let bytes = try coding.encode(batch)
        #expect(try coding.decode(bytes).changes == batch.changes)
    }

    private func expectRefused(_ batch: Batch) {
        #expect(throws: WireError.self) { try coding.encode(batch) }
    }

    @Test func `a batch takes as many changes as its limit, and no more`() throws {
        let most = UInt64(Limits.changesPerBatchMax)
        try expectFits(batch((1...most).map { change($0, []) }))
        expectRefused(batch((1...most + 1).map { change($0, []) }))
    }

    @Test func `a change takes as many operations as its limit, and no more`() throws {
        let most = Limits.operationsPerChangeMax
        try expectFits(batch([change(1, Array(repeating: write(), count: most))]))
        expectRefused(batch([change(1, Array(repeating: write(), count: most + 1))]))
    }

    @Test func `values, keys and fields end at their limits`() throws {
        let value = Limits.valueLengthMaxBytes
        try expectFits(batch([change(1, [write(Array(repeating: 5, count: value))])]))
        expectRefused(batch([change(1, [write(Array(repeating: 5, count: value + 1))])]))
        let key = Limits.keyLengthMaxBytes
        try expectFits(batch([change(1, [write(key: Array(repeating: 5, count: key))])]))
        expectRefused(batch([change(1, [write(key: Array(repeating: 5, count: key + 1))])]))
        let field = UInt32(Limits.fieldNumberMax)
        try expectFits(batch([change(1, [write(field: field)])]))
        expectRefused(batch([change(1, [write(field: field + 1)])]))
    }

    @Test func `an operation supersedes as many as its limit, and no more`() throws {
        let most = UInt32(Limits.supersedesPerOperationMax)
        let ids = (0...most).map { OperationID(stream, 1, $0) }
        try expectFits(batch([change(1, [write(supersedes: Array(ids.dropLast()))])]))
        expectRefused(batch([change(1, [write(supersedes: ids)])]))
    }

    @Test func `what is out of order is not written`() {
        let ids = [OperationID(stream, 1, 5), OperationID(stream, 1, 4)]
        expectRefused(batch([change(1, [write(supersedes: ids)])]))
        expectRefused(batch([change(2, [])]))
        expectRefused(batch([change(1, []), change(3, [])]))
    }

    /// Proves S-23 and S-41: what a dictionary makes short is counted in full.
    @Test func `one value that stands for many rows is counted each time`() throws {
        let value = Array(repeating: UInt8(5), count: 1 << 19)
        let fits = (1...4 as ClosedRange<UInt64>).map { sequence in
            change(sequence, Array(repeating: write(value), count: 7))
        }
        try expectFits(batch(fits))
        expectRefused(batch([change(1, Array(repeating: write(value), count: 8))]))
        let many = (1...5 as ClosedRange<UInt64>).map { sequence in
            change(sequence, Array(repeating: write(value), count: 7))
        }
        expectRefused(batch(many))
    }

    @Test func `operations beyond the limit of rows are refused before one is made`() throws {
        let changeCount = 1_000
        var bodies = CanonicalWriter()
        bodies.number(15_001)
        bodies.number(changeCount - 1)
        var shapes = CanonicalWriter()
        shapes.raw(repeatElement(0, count: 15_000 * changeCount))
        var columns = ColumnSet()
        columns.put(bodies, in: .bodies)
        columns.put(shapes, in: .shapes)
        let outline = BatchOutline(
            stream: stream, first: 1, count: changeCount, previous: .origin, link: .origin,
            signature: [], birth: nil, isCompressed: false, columnsLength: 0)
        var labels = try LabelReader(own: stream, reading: CanonicalReader([]))
        let limit = WireError.tooLong(
            15_000 * changeCount * RowLength.operationMin, limit: Limits.batchLengthMaxBytes)
        #expect(throws: limit) {
            try OperationDecoder.bodies(
                of: columns, outline: outline, headerLength: 0, labels: &labels)
        }
        let smallest = Operation(.create, target: OperationID(stream, 1, 0), field: 0)
        #expect(RowLength.of(smallest) == RowLength.operationMin)
    }

    /// Proves S-23: the length of the whole is judged before anything in it.
    @Test func `a batch beyond its limit is not looked into`() {
        let bytes = Array(repeating: UInt8(1), count: Limits.batchLengthMaxBytes + 1)
        let limit = WireError.tooLong(bytes.count, limit: Limits.batchLengthMaxBytes)
        #expect(throws: limit) { try coding.decode(bytes) }
        #expect(throws: limit) { try coding.outline(bytes) }
    }

    @Test func `an operation of later software comes back bit for bit`() throws {
        let operation = Operation(
            Verb(rawValue: 231), target: OperationID(stream, 1, 0), field: 99_999, key: [0, 255],
            subfield: 77, value: [0xde, 0xad, 0, 0xbe], mustUnderstand: true)
        let made = batch([change(1, [operation])])
        let decoded = try coding.decode(coding.encode(made))
        #expect(decoded.changes?.first?.operations == [operation])
        #expect(
            decoded.changes.map { Chain.links(after: .origin, $0) }
                == made.changes.map { Chain.links(after: .origin, $0) })
    }
}
