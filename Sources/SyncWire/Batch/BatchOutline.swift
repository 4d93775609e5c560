import Causality
import History

/// What lies before the columns of a batch: its place in its stream and its seal, readable without expanding it.
struct BatchOutline: Equatable {
    /// The layout that `Protocol/SPEC.md` section 4 describes; another first byte is another layout.
    static let layout: UInt8 = 1

    private static let compressedFlag: UInt8 = 1
    private static let birthFlag: UInt8 = 2

    let stream: StreamID
    let first: UInt64
    let count: Int
    let previous: Link
    let link: Link
    let signature: [UInt8]
    let birth: StreamBirth?
    let isCompressed: Bool
    /// The length of the columns when they are not compressed.
    let columnsLength: Int

    var last: UInt64 { first + UInt64(count) - 1 }
    var seal: Seal { Seal(head: Head(last, link), signature: signature) }

    func batch(_ changes: [Change]?, encoded: [UInt8]?) -> Batch {
        Batch(
            stream: stream, first: first, last: last, previous: previous, link: link, seal: seal,
            birth: birth, changes: changes, encoded: encoded)
    }
}

extension BatchOutline {
    func write(to writer: inout CanonicalWriter) {
        writer.byte(Self.layout)
        writer.byte(
            (isCompressed ? Self.compressedFlag : 0) | (birth == nil ? 0 : Self.birthFlag))
        writer.identifier(stream)
        writer.number(first)
        writer.number(count - 1)
        // The first change of a stream hangs from nothing.
        if first > 1 { writer.link(previous) }
        writer.link(link)
        writer.raw(signature)
        if let birth {
            writer.raw(birth.publicKey)
            writer.raw(birth.nonce)
        }
        writer.number(columnsLength)
    }

    init(reading reader: inout CanonicalReader) throws(WireError) {
        let layout = try reader.byteOrMalformed()
        guard layout == Self.layout else { throw .unknownLayout(layout) }
        do throws(CanonicalError) {
            let flags = try reader.byte()
            guard flags <= Self.compressedFlag | Self.birthFlag else { throw .outOfRange }
            isCompressed = flags & Self.compressedFlag != 0
            stream = try reader.identifier()
            first = try reader.number(upTo: Limits.sequenceMax)
            guard first > 0 else { throw .outOfRange }
            let limit = Limits.changesPerBatchMax
            let more = try reader.number()
            guard more < UInt64(limit) else {
                throw .tooMany(Int(clamping: more), limit: limit)
            }
            count = Int(more) + 1
            guard UInt64(count) - 1 <= Limits.sequenceMax - first else { throw .outOfRange }
            previous = first > 1 ? try reader.link() : .origin
            link = try reader.link()
            signature = try reader.raw(Seal.signatureByteCount)
            if flags & Self.birthFlag != 0 {
                guard first == 1 else { throw .outOfRange }
                birth = StreamBirth(
                    publicKey: try reader.raw(StreamBirth.publicKeyByteCount),
                    nonce: try reader.raw(StreamBirth.nonceByteCount))
            } else {
                birth = nil
            }
            columnsLength = Int(clamping: try reader.number())
        } catch {
            throw .malformed(error)
        }
        guard columnsLength <= Limits.batchLengthMaxBytes else {
            throw .tooLong(columnsLength, limit: Limits.batchLengthMaxBytes)
        }
        let kept = reader.remaining
        guard isCompressed else {
            guard columnsLength == kept else { throw .malformed(.truncated) }
            return
        }
        #if !RAILYARD_BUG_UNCHECKED_INFLATION  // Trips the checker `vector batch/inflation`.
            guard columnsLength / Limits.batchInflationMaxRatio <= kept else {
                throw .inflation(columnsLength, from: kept)
            }
        #endif
        // A compressed form that saves nothing is never sent.
        guard kept < columnsLength else { throw .notCanonical }
    }
}
