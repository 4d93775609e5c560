import Causality
import History
import StoreConformance
import Testing

@Suite struct `The row coding of batches` {
    private let coding = RowBatchCoding()

    private static func batches() -> [Batch] {
        var tokyo = ScriptedStream(1)
        var recife = ScriptedStream(2)
        let first = tokyo.batch(of: 3)
        var withheld = [tokyo.write(operations: 3), tokyo.write(valueLength: 200)]
        let second = tokyo.sealed(withheld, after: first.entry.head)
        withheld[0] = Change(
            header: withheld[0].header,
            body: .withheld(Hash.of(.body, withheld[0].body.canonicalBytes ?? [])))
        let redacted = Batch(
            withheld, after: second.previous, seal: second.seal, birth: nil)
        return [first, recife.batch(of: 1, after: [first.entry]), second, redacted ?? second]
    }

    @Test(arguments: batches())
    func `comes back as it went`(_ batch: Batch) throws {
        let bytes = try coding.encode(batch)
        let decoded = try coding.decode(bytes)
        #expect(decoded.describesSameRun(as: batch))
        #expect(decoded.changes == batch.changes)
        #expect(decoded.encoded == bytes)
        #expect(try coding.encode(decoded) == bytes)
    }

    @Test(arguments: batches())
    func `refuses every truncation and whatever is left over`(_ batch: Batch) throws {
        let bytes = try coding.encode(batch)
        for length in bytes.indices {
            #expect(throws: CanonicalError.self) {
                try coding.decode(Array(bytes.prefix(length)))
            }
        }
        #expect(throws: CanonicalError.trailing) { try coding.decode(bytes + [0]) }
    }

    /// What still decodes must encode to the very same bytes, and no store takes it for the original.
    @Test(arguments: batches())
    func `a flipped bit is refused or found, and never traps`(_ batch: Batch) throws {
        let bytes = try coding.encode(batch)
        for index in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[index] ^= 1 << bit
                guard let decoded = try? coding.decode(flipped) else { continue }
                #expect(try coding.encode(decoded) == flipped)
                guard batch.first == 1, batch.changes?[0].header.dependencies.isEmpty == true
                else { continue }
                let store = InMemoryHistory(workspace: .scripted)
                let outcome = try Admission.admit(decoded, into: store) { _ in true }
                if case .admitted = outcome {
                    Issue.record("bit \(bit) of byte \(index) went unnoticed")
                }
            }
        }
    }

    @Test func `refuses more changes than a batch may hold before reading one`() throws {
        let batch = Self.batches()[0]
        var writer = CanonicalWriter()
        writer.identifier(batch.stream)
        writer.number(1)
        writer.link(.origin)
        writer.number(Limits.changesPerBatchMax + 1)
        writer.link(batch.link)
        writer.raw(batch.seal.signature)
        writer.byte(0)
        writer.number(Limits.changesPerBatchMax + 1)
        #expect(
            throws: CanonicalError.tooMany(
                Limits.changesPerBatchMax + 1, limit: Limits.changesPerBatchMax)
        ) { try coding.decode(writer.bytes) }
        #expect(throws: Refusal.tooLarge) {
            try coding.decode([UInt8](repeating: 0, count: Limits.batchLengthMaxBytes + 1))
        }
    }
}
