import Causality
import History
import Testing

@testable import SyncWire

/// What a batch is made of comes back as it was, and what comes back has only this one form.
@Suite struct BatchCodingTests {
    private let coding = ColumnarBatchCoding()

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `a batch comes back as it was written`(seed: UInt64) throws {
        var generator = BatchGenerator(seed: seed)
        let batch = generator.batch(changeCount: 1 + Int(seed % 37))
        let bytes = try coding.encode(batch)
        let decoded = try coding.decode(bytes)
        #expect(decoded.changes == batch.changes)
        var bare = decoded
        bare.encoded = nil
        #expect(bare == batch)
        #expect(try coding.encode(decoded) == bytes)
        #expect(try coding.outline(bytes).entry == batch.entry)
    }

    @Test func `a batch without changes is not written`() {
        let link = Link(1, 2, 3, 4)
        let seal = Seal(head: Head(1, link), signature: Array(repeating: 0, count: 64))
        let batch = Batch(
            stream: StreamID(high: 1, low: 1), first: 1, last: 1, previous: .origin, link: link,
            seal: seal, birth: nil, changes: nil, encoded: nil)
        #expect(throws: WireError.unencodable(.noChanges)) { try coding.encode(batch) }
    }

    @Test func `ten thousand edits of one replica stay far below eighty kilobytes`() throws {
        let batch = OfflineEdits.batch(replica: 3, editCount: 10_000, itemCount: 5_000)
        let bytes = try coding.encode(batch)
        #expect(bytes.count < 72_000, "\(bytes.count) bytes")
        #expect(try coding.decode(bytes).changes == batch.changes)
    }
}
