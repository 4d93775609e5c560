import Causality
import History
import SimulationKit
import SyncProtocol
import Testing

@testable import SyncWire

/// Bytes that nobody wrote: whatever arrives, a reader says no or reads the one value that they mean.
///
/// Proves S-66, and with I6 (S-42) that no mutation passes for the batch that it was made from.
@Suite struct WireFuzzTests {
    private let coding = ColumnarBatchCoding()

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `every truncation of a batch is refused`(seed: UInt64) throws {
        var generator = BatchGenerator(seed: seed)
        let bytes = try coding.encode(generator.batch(changeCount: 1 + Int(seed)))
        for length in 0..<bytes.count {
            #expect(throws: WireError.self) { try coding.decode(Array(bytes.prefix(length))) }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a mutated batch is refused or has one form`(seed: UInt64) throws {
        var batches = BatchGenerator(seed: seed)
        let batch = batches.batch(changeCount: 1 + Int(seed % 9))
        let plain = try Self.uncompressed(batch)
        var generator = SplitMix64(seed: seed ^ 0xf0)
        var acceptedCount = 0
        for _ in 0..<250 {
            let bytes = Self.mutated(plain, &generator)
            guard let decoded = try? coding.decode(bytes) else { continue }
            acceptedCount += 1
            var bare = decoded
            bare.encoded = nil
            #expect(try Self.uncompressed(bare) == bytes)
        }
        // Links, hashes and texts may hold anything, so some mutations must come through.
        #expect(acceptedCount > 0)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a mutated frame of compressed columns never traps`(seed: UInt64) throws {
        let batch = OfflineEdits.batch(replica: Int(seed % 10), editCount: 60, itemCount: 40)
        let compressed = try coding.encode(batch)
        var generator = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let bytes = Self.mutated(compressed, &generator)
            if let decoded = try? coding.decode(bytes) {
                #expect(decoded.changes?.count == decoded.changes.map(\.count))
            }
        }
    }

    @Test(arguments: Vector.all(in: "message").filter(\.isAccepted))
    func `a mutated message is refused or has one form`(vector: Vector) throws {
        let coding = MessageCoding()
        let type = vector.bytes[4]
        let body = Array(vector.bytes.dropFirst(5))
        for length in 0..<body.count {
            let frame = Frame(type: type, body: Array(body.prefix(length)))
            if let message = try? coding.message(in: frame) {
                #expect(try coding.frame(of: message) == frame)
            }
        }
        var generator = SplitMix64(seed: UInt64(body.count))
        for _ in 0..<200 {
            let frame = Frame(type: type, body: Self.mutated(body, &generator))
            if let message = try? coding.message(in: frame) {
                #expect(try coding.frame(of: message) == frame)
            }
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `noise before the proof takes no more than a page`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var decoder = FrameDecoder()
        for _ in 0..<200 {
            var noise = generator.bytes(generator.below(64))
            // Small lengths let some noise through as frames, large ones end the connection.
            if generator.chance(70), noise.count > 4 {
                noise.replaceSubrange(0..<3, with: [0, 0, 0])
            }
            decoder.append(noise)
            while let frame = try? decoder.next() {
                #expect(frame.byteCount <= WireLimits.frameBeforeProofMaxBytes)
            }
            #expect(decoder.pendingByteCount <= WireLimits.frameBeforeProofMaxBytes + 64)
        }
    }

    @Test func `a refused length is refused for good`() throws {
        var decoder = FrameDecoder()
        decoder.append([0xff, 0xff, 0xff, 0xff, 1])
        #expect(throws: WireError.self) { try decoder.next() }
        decoder.append(Frame(type: 12, body: [7]).bytes)
        #expect(throws: WireError.self) { try decoder.next() }
        #expect(decoder.pendingByteCount == 0)
    }

    // MARK: Making noise

    private static func mutated(_ bytes: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0...generator.below(3) where !bytes.isEmpty {
            let place = generator.below(bytes.count)
            switch generator.below(5) {
            case 0: bytes[place] ^= 1 << UInt8(generator.below(8))
            case 1: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: place)
            default:
                let length = min(generator.below(9), bytes.count - place)
                bytes.replaceSubrange(
                    place..<place + length, with: repeatElement(0xff, count: length))
            }
        }
        return bytes
    }

    /// The batch with its columns as they are, which is the form that mutations reach into.
    private static func uncompressed(_ batch: Batch) throws -> [UInt8] {
        let bytes = try ColumnarBatchCoding().encode(batch)
        var reader = CanonicalReader(bytes)
        let outline = try BatchOutline(reading: &reader)
        guard outline.isCompressed else { return bytes }
        let columns = try Zstandard.expanded(
            Array(bytes[reader.position...]), to: outline.columnsLength)
        var writer = CanonicalWriter()
        BatchOutline(
            stream: outline.stream, first: outline.first, count: outline.count,
            previous: outline.previous, link: outline.link, signature: outline.signature,
            birth: outline.birth, isCompressed: false, columnsLength: columns.count
        ).write(to: &writer)
        writer.raw(columns)
        return writer.bytes
    }
}
