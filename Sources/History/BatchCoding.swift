/// The port through which a store turns runs into the bytes it keeps, and back.
///
/// History may not know the wire; the columnar codec above it conforms, and `RowBatchCoding` is the twin.
package protocol BatchCoding: Sendable {
    /// Encodes a batch whose changes are there; everything of it is in the bytes, seal and birth too.
    func encode(_ batch: Batch) throws -> [UInt8]

    /// Decodes what `encode` wrote: the batch has both its changes and these bytes.
    ///
    /// Throws for all other bytes, and never traps.
    func decode(_ bytes: [UInt8]) throws -> Batch
}

extension BatchCoding {
    /// The changes of a batch, decoded only where they are not there yet.
    package func changes(of batch: Batch) throws -> [Change] {
        if let changes = batch.changes { return changes }
        guard let encoded = batch.encoded else { throw Refusal.malformed }
        let decoded = try decode(encoded)
        guard decoded.describesSameRun(as: batch), let changes = decoded.changes else {
            throw Refusal.malformed
        }
        return changes
    }

    /// The bytes of a batch, made only where they are not there yet.
    package func bytes(of batch: Batch) throws -> [UInt8] {
        if let encoded = batch.encoded { return encoded }
        return try encode(batch)
    }
}
