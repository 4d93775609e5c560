import Causality
package import History

/// Turns a batch into columns and back: what is sent, and what a store keeps.
///
/// Equal batches have equal columns, and a batch that decodes at all encodes to the same columns
/// again. Nothing in the bytes is believed: whoever takes a batch in checks its chain and seal.
package struct ColumnarBatchCoding: BatchCoding {
    /// Columns shorter than this are sent as they are: a frame of its own costs more than it saves.
    static let compressedLengthMinBytes = 256

    package init() {}

    /// Writes a batch that holds its changes.
    package func encode(_ batch: Batch) throws(WireError) -> [UInt8] {
        guard let changes = batch.changes, !changes.isEmpty else {
            throw .unencodable(.noChanges)
        }
        try Self.check(batch, changes)
        var labels = LabelTable(own: batch.stream)
        var columns = ColumnSet()
        try HeaderEncoder.write(changes, to: &columns, labels: &labels)
        try OperationEncoder.write(changes, to: &columns, labels: &labels)
        var streams = CanonicalWriter()
        labels.write(to: &streams)
        columns.put(streams, in: .streams)
        let (bytes, cuts) = columns.joined()
        try Self.checkLength(of: bytes)
        let frame = Self.compressed(bytes, cuts: cuts)
        let outline = BatchOutline(
            stream: batch.stream, first: batch.first, count: changes.count,
            previous: batch.previous, link: batch.link, signature: batch.seal.signature,
            birth: batch.birth, isCompressed: frame != nil, columnsLength: bytes.count)
        var writer = CanonicalWriter(capacity: (frame ?? bytes).count + 256)
        outline.write(to: &writer)
        writer.raw(frame ?? bytes)
        try Self.checkLength(of: writer.bytes)
        return writer.bytes
    }

    /// Reads a batch with its changes; the bytes are kept beside them.
    package func decode(_ bytes: [UInt8]) throws(WireError) -> Batch {
        try Self.checkLength(of: bytes)
        var reader = CanonicalReader(bytes)
        let outline = try BatchOutline(reading: &reader)
        let kept = Array(bytes[reader.position...])
        let expanded =
            outline.isCompressed
            ? try Zstandard.expanded(kept, to: outline.columnsLength) : kept
        let columns = try ColumnSet(reading: expanded)
        var labels = try LabelReader(own: outline.stream, reading: columns.reader(of: .streams))
        let headers = try HeaderDecoder.headers(of: columns, outline: outline, labels: &labels)
        let headerLength = headers.reduce(0) { $0 + RowLength.of($1) }
        let bodies = try OperationDecoder.bodies(
            of: columns, outline: outline, headerLength: headerLength, labels: &labels)
        try labels.finish()
        let changes = zip(headers, bodies).map { Change(header: $0, body: $1) }
        return outline.batch(changes, encoded: bytes)
    }

    /// Reads where a batch lies and how it is sealed, leaving its changes in their bytes.
    package func outline(_ bytes: [UInt8]) throws(WireError) -> Batch {
        try Self.checkLength(of: bytes)
        var reader = CanonicalReader(bytes)
        return try BatchOutline(reading: &reader).batch(nil, encoded: bytes)
    }

    private static func checkLength(of bytes: [UInt8]) throws(WireError) {
        guard bytes.count <= Limits.batchLengthMaxBytes else {
            throw .tooLong(bytes.count, limit: Limits.batchLengthMaxBytes)
        }
    }

    private static func compressed(_ bytes: [UInt8], cuts: [Int]) -> [UInt8]? {
        guard bytes.count >= compressedLengthMinBytes,
            let frame = Zstandard.compressed(bytes, cuts: cuts),
            bytes.count / Limits.batchInflationMaxRatio <= frame.count
        else { return nil }
        return frame
    }

    private static func check(_ batch: Batch, _ changes: [Change]) throws(WireError) {
        guard changes.count <= Limits.changesPerBatchMax else {
            throw .tooLong(changes.count, limit: Limits.changesPerBatchMax)
        }
        guard batch.first > 0, batch.last <= Limits.sequenceMax, batch.first <= batch.last,
            batch.last - batch.first == UInt64(changes.count - 1),
            batch.first > 1 || batch.previous == .origin,
            batch.first == 1 || batch.birth == nil
        else { throw .unencodable(.brokenRun) }
        guard batch.seal.head == Head(batch.last, batch.link) else {
            throw .unencodable(.unsealedTail)
        }
        guard batch.seal.signature.count == Seal.signatureByteCount,
            batch.birth.map(Self.hasGoodLengths) ?? true
        else { throw .unencodable(.outOfRange) }
        var length = 0
        for (position, change) in changes.enumerated() {
            guard change.header.stream == batch.stream,
                change.header.sequence == batch.first + UInt64(position)
            else { throw .unencodable(.brokenRun) }
            let bodyLength = RowLength.of(change.body)
            guard bodyLength <= Limits.changeLengthMaxBytes else {
                throw .tooLong(bodyLength, limit: Limits.changeLengthMaxBytes)
            }
            length += bodyLength + RowLength.of(change.header)
        }
        guard length <= Limits.batchLengthMaxBytes else {
            throw .tooLong(length, limit: Limits.batchLengthMaxBytes)
        }
    }

    private static func hasGoodLengths(_ birth: StreamBirth) -> Bool {
        birth.publicKey.count == StreamBirth.publicKeyByteCount
            && birth.nonce.count == StreamBirth.nonceByteCount
    }
}
