import Causality
import History
import NIOCore
import SyncProtocol
import Testing

@testable import SyncWire

/// Every vector of `Protocol/vectors`, which another implementation wrote, through our decoders.
///
/// Proves S-67, and with it every number that a vector names.
@Suite struct VectorTests {
    @Test(arguments: Vector.all(in: "varint"))
    func `numbers are read and written as the vectors say`(vector: Vector) throws {
        try judge(vector, refusal: "reject change") {
            var reader = CanonicalReader(vector.bytes)
            var writer = CanonicalWriter()
            let value: JSON
            if vector.fields["form"] == "signed" {
                let number = try reader.signed()
                writer.signed(number)
                value = .signed(number)
            } else {
                let number = try reader.number()
                writer.number(number)
                value = .number(number)
            }
            try reader.finish()
            return (value, writer.bytes)
        }
    }

    @Test(arguments: Vector.all(in: "timestamp"))
    func `stamps are read and written as the vectors say`(vector: Vector) throws {
        try judge(vector, refusal: "reject change") {
            var reader = CanonicalReader(vector.bytes)
            let stamp = HybridTimestamp(raw: try reader.number(upTo: HybridTimestamp.max.raw))
            try reader.finish()
            var writer = CanonicalWriter()
            writer.number(stamp.raw)
            let value = JSON.object([
                "milliseconds": .number(stamp.milliseconds),
                "counter": .number(UInt64(stamp.counter)),
            ])
            return (value, writer.bytes)
        }
    }

    @Test(arguments: Vector.all(in: "change"))
    func `rows are read, written and linked as the vectors say`(vector: Vector) throws {
        try judge(vector, refusal: "reject change") {
            var reader = CanonicalReader(vector.bytes)
            let header = try ChangeHeader(reading: &reader)
            let change = Change(header: header, body: try Body(reading: &reader))
            try reader.finish()
            let text = vector.fields["previous"]
            let previous = text.flatMap { Link(hexadecimal: $0) } ?? .origin
            var writer = CanonicalWriter()
            header.write(to: &writer)
            writer.raw(change.body.canonicalBytes ?? [])
            let value = JSON(change).adding([
                "previous": .hex(previous), "link": .hex(Chain.link(after: previous, change)),
            ])
            return (value, writer.bytes)
        }
    }

    @Test(arguments: Vector.all(in: "batch"))
    func `batches are read, written and verified as the vectors say`(vector: Vector) throws {
        let coding = ColumnarBatchCoding()
        try judge(vector, refusal: "reject change") {
            let batch = try coding.decode(vector.bytes)
            if let text = vector.fields["workspace"] {
                try verify(batch, in: try #require(WorkspaceID(hexadecimal: text)))
            }
            // The refusal is the reader's: a writer that refuses what was read does not count.
            let encoded = try #require(try? coding.encode(batch))
            // Two libraries may compress differently: the columns are what has one form.
            let again = try Self.columns(of: encoded)
            let isSame = try again == Self.columns(of: vector.bytes)
            return (JSON(batch), isSame ? vector.bytes : again)
        }
    }

    @Test(arguments: Vector.all(in: "frame"))
    func `frames are cut as the vectors say, in pieces of any length`(vector: Vector) throws {
        let isBefore = vector.fields["limit"] == "before proof"
        let limit = isBefore ? WireLimits.frameBeforeProofMaxBytes : WireLimits.frameMaxBytes
        for pieceLength in [1, 3, 64, max(vector.bytes.count, 1)] {
            try judge(vector, refusal: "reject frame") {
                let (frames, rest) = try Self.cut(vector.bytes, into: pieceLength, limit: limit)
                return (Self.text(frames, rest), frames.flatMap(\.bytes) + rest)
            }
        }
        try judge(vector, refusal: "reject frame") {
            var buffer = ByteBuffer(bytes: vector.bytes)
            var decoder = FrameBufferDecoder(frameMaxBytes: limit)
            var frames: [Frame] = []
            while let frame = try decoder.decode(buffer: &buffer) { frames.append(frame) }
            let rest = Array(buffer.readableBytesView)
            return (Self.text(frames, rest), frames.flatMap(\.bytes) + rest)
        }
    }

    @Test(arguments: Vector.all(in: "message"))
    func `messages are read and written as the vectors say`(vector: Vector) throws {
        let coding = MessageCoding()
        try judge(vector, refusal: "reject message") {
            let frames = try Self.cut(
                vector.bytes, into: vector.bytes.count, limit: WireLimits.frameMaxBytes
            ).frames
            let frame = try #require(frames.first)
            guard let message = try coding.message(in: frame) else {
                return (.null, vector.bytes)
            }
            return (JSON(message), try coding.frame(of: message).bytes)
        }
    }

    // MARK: Judging

    /// Compares what decoding came to with what the vector expects, in both directions.
    private func judge(
        _ vector: Vector, refusal: String, _ decode: () throws -> (JSON, [UInt8])
    ) throws {
        let decoded: (value: JSON, bytes: [UInt8])
        do {
            decoded = try decode()
        } catch {
            #expect(vector.expectation == refusal, "\(error)")
            return
        }
        try #require(vector.isAccepted, "it was accepted")
        #expect(decoded.value.text == vector.fields["value"])
        #expect(decoded.bytes == vector.bytes)
    }

    private func verify(_ batch: Batch, in workspace: WorkspaceID) throws {
        let links = Chain.links(after: batch.previous, batch.changes ?? [])
        guard links.last == batch.link else { throw Refusal.malformed }
        guard let birth = batch.birth else { return }
        let isGenuine = batch.seal.isGenuine(
            workspace: workspace, stream: batch.stream, birth: birth)
        guard isGenuine else { throw Refusal.badSeal }
    }

    private static func columns(of bytes: [UInt8]) throws -> [UInt8] {
        var reader = CanonicalReader(bytes)
        let outline = try BatchOutline(reading: &reader)
        let kept = try reader.raw(reader.remaining)
        return outline.isCompressed
            ? try Zstandard.expanded(kept, to: outline.columnsLength) : kept
    }

    private static func cut(
        _ bytes: [UInt8], into pieceLength: Int, limit: Int
    ) throws -> (frames: [Frame], rest: [UInt8]) {
        var decoder = FrameDecoder(frameMaxBytes: limit)
        var frames: [Frame] = []
        for start in stride(from: 0, to: bytes.count, by: max(pieceLength, 1)) {
            decoder.append(bytes[start..<min(start + pieceLength, bytes.count)])
            while let frame = try decoder.next() { frames.append(frame) }
        }
        return (frames, bytes.suffix(decoder.pendingByteCount))
    }

    private static func text(_ frames: [Frame], _ rest: [UInt8]) -> JSON {
        .object([
            "frames": .list(
                frames.map { .object(["type": .number(UInt64($0.type)), "body": .hex($0.body)]) }),
            "rest": .hex(rest),
        ])
    }
}
