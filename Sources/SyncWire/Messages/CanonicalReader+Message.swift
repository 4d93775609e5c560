import Causality
import History
import SyncProtocol

extension CanonicalReader {
    /// A head takes a byte of sequence and a link at least, an entry a stream more.
    private static let headMinBytes = 1 + Link.byteCount
    private static let entryMinBytes = StreamID.byteCount + headMinBytes

    mutating func flag() throws(CanonicalError) -> Bool {
        let tag = try byte()
        guard tag <= 1 else { throw .unknownTag(tag) }
        return tag == 1
    }

    mutating func number32() throws(CanonicalError) -> UInt32 {
        UInt32(try number(upTo: UInt64(UInt32.max)))
    }

    mutating func credit() throws(CanonicalError) -> UInt32 {
        UInt32(try number(upTo: UInt64(SessionLimits.creditMaxBytes)))
    }

    mutating func milliseconds() throws(CanonicalError) -> UInt64 {
        try number(upTo: HybridTimestamp.max.milliseconds)
    }

    mutating func role() throws(CanonicalError) -> Role {
        let tag = try byte()
        guard let role = Role(rawValue: tag) else { throw .unknownTag(tag) }
        return role
    }

    mutating func position() throws(CanonicalError) -> LogPosition {
        let count = try number(upTo: Limits.sequenceMax)
        return LogPosition(count: count, hash: try link())
    }

    mutating func entries() throws(CanonicalError) -> [VectorEntry] {
        let count = try count(upTo: SessionLimits.entriesMax, ofSize: Self.entryMinBytes)
        var entries: [VectorEntry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
            let entry = try entry()
            guard entries.last.map({ $0 < entry }) ?? true else { throw .unordered }
            entries.append(entry)
        }
        return entries
    }

    mutating func wants() throws(CanonicalError) -> [Want] {
        let count = try count(upTo: SessionLimits.entriesMax, ofSize: Self.entryMinBytes + 1)
        var wants: [Want] = []
        wants.reserveCapacity(count)
        for _ in 0..<count {
            let entry = try entry()
            guard wants.last.map({ $0.entry < entry }) ?? true else { throw .unordered }
            wants.append(Want(entry, held: try heads()))
        }
        return wants
    }

    private mutating func heads() throws(CanonicalError) -> [Head] {
        let count = try count(upTo: SessionLimits.heldHeadsMax, ofSize: Self.headMinBytes)
        var heads: [Head] = []
        for _ in 0..<count {
            let head = try head()
            guard heads.last.map({ $0 < head }) ?? true else { throw .unordered }
            heads.append(head)
        }
        return heads
    }

    private mutating func entry() throws(CanonicalError) -> VectorEntry {
        let stream = try identifier(StreamID.self)
        return VectorEntry(stream, try head())
    }

    private mutating func head() throws(CanonicalError) -> Head {
        let sequence = try number(upTo: Limits.sequenceMax)
        guard sequence > 0 else { throw .outOfRange }
        return Head(sequence, try link())
    }
}
