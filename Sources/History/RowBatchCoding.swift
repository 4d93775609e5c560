internal import Causality

/// The plainest coding of a batch: its fields, then its changes as the rows that are hashed.
///
/// For the in-memory store and for tests; it shares no code with the columnar one, so that each
/// checks the other.
package struct RowBatchCoding: BatchCoding {
    private static let operationsTag: UInt8 = 0
    private static let withheldTag: UInt8 = 1
    /// A header whose numbers take one byte each, a tag and an empty body.
    private static let changeLengthMinBytes = 39

    package init() {}

    package func encode(_ batch: Batch) throws -> [UInt8] {
        guard let changes = batch.changes else { throw Refusal.malformed }
        var writer = CanonicalWriter(capacity: 256 * (changes.count + 1))
        writer.identifier(batch.stream)
        writer.number(batch.first)
        writer.link(batch.previous)
        writer.number(batch.seal.head.sequence)
        writer.link(batch.seal.head.link)
        writer.raw(batch.seal.signature)
        writer.byte(batch.birth == nil ? 0 : 1)
        if let birth = batch.birth {
            writer.raw(birth.publicKey)
            writer.raw(birth.nonce)
        }
        writer.number(changes.count)
        for change in changes { Self.write(change, to: &writer) }
        guard writer.bytes.count <= Limits.batchLengthMaxBytes else { throw Refusal.tooLarge }
        return writer.bytes
    }

    package func decode(_ bytes: [UInt8]) throws -> Batch {
        guard bytes.count <= Limits.batchLengthMaxBytes else { throw Refusal.tooLarge }
        return try Self.decode(bytes)
    }

    private static func decode(_ bytes: [UInt8]) throws(CanonicalError) -> Batch {
        var reader = CanonicalReader(bytes)
        let stream = try reader.identifier(StreamID.self)
        let first = try reader.number(upTo: Limits.sequenceMax)
        let previous = try reader.link()
        let head = Head(try reader.number(upTo: Limits.sequenceMax), try reader.link())
        let seal = Seal(head: head, signature: try reader.raw(Seal.signatureByteCount))
        let birth = try birth(reading: &reader)
        let count = try reader.count(upTo: Limits.changesPerBatchMax, ofSize: changeLengthMinBytes)
        guard first > 0, count > 0, head.sequence == first + UInt64(count) - 1 else {
            throw .outOfRange
        }
        var changes: [Change] = []
        changes.reserveCapacity(count)
        for _ in 0..<count { changes.append(try change(reading: &reader)) }
        try reader.finish()
        return Batch(
            stream: stream, first: first, last: head.sequence, previous: previous,
            link: head.link, seal: seal, birth: birth, changes: changes, encoded: bytes)
    }

    private static func birth(
        reading reader: inout CanonicalReader
    ) throws(CanonicalError) -> StreamBirth? {
        switch try reader.byte() {
        case 0: return nil
        case 1:
            return StreamBirth(
                publicKey: try reader.raw(StreamBirth.publicKeyByteCount),
                nonce: try reader.raw(StreamBirth.nonceByteCount))
        case let tag: throw .unknownTag(tag)
        }
    }

    private static func write(_ change: Change, to writer: inout CanonicalWriter) {
        change.header.write(to: &writer)
        switch change.body {
        case .withheld(let hash):
            writer.byte(withheldTag)
            writer.link(hash)
        case .operations:
            writer.byte(operationsTag)
            writer.raw(change.body.canonicalBytes ?? [])
        }
    }

    private static func change(
        reading reader: inout CanonicalReader
    ) throws(CanonicalError) -> Change {
        let header = try ChangeHeader(reading: &reader)
        switch try reader.byte() {
        case operationsTag: return Change(header: header, body: try Body(reading: &reader))
        case withheldTag: return Change(header: header, body: .withheld(try reader.link()))
        case let tag: throw .unknownTag(tag)
        }
    }
}
