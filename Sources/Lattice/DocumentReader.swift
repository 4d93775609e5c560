import Causality

/// Reads the parts of a stored document back; no bytes make it trap.
struct DocumentReader {
    private var reader: CanonicalReader
    private let streams: [StreamID]
    private let authors: [MemberID]
    private var effective: UInt64 = 0

    private static let countMax = Document.storedCountMax

    init(reader: CanonicalReader, streams: [StreamID], authors: [MemberID]) {
        self.reader = reader
        self.streams = streams
        self.authors = authors
    }

    mutating func write() throws(CanonicalError) -> Write {
        let head = try head()
        let verb = try reader.byte()
        let start = reader.position
        try Value.pass(&reader)
        return Write(
            id: head.id, effective: head.effective, stamp: head.stamp, author: head.author,
            canonical: reader.bytes(since: start), verb: verb)
    }

    mutating func cell() throws(CanonicalError) -> (CellAddress, Cell) {
        let address = try address()
        let tag = try reader.byte()
        guard let form = Cell.Form(rawValue: tag) else { throw .unknownTag(tag) }
        let count = try reader.count(upTo: Self.countMax, ofSize: 6)
        switch form {
        case .siblings:
            var writes: [Write] = []
            writes.reserveCapacity(count)
            for _ in 0..<count { writes.append(try write()) }
            return (address, .siblings(try Siblings(ascending: writes)))
        case .guarded:
            var entries: [Guarded.Entry] = []
            entries.reserveCapacity(count)
            for _ in 0..<count { entries.append(try entry()) }
            return (address, .guarded(try Guarded(ascending: entries)))
        case .text:
            var edits: [TextEdit] = []
            edits.reserveCapacity(count)
            for _ in 0..<count { edits.append(try edit()) }
            let frontier = try operationIDs()
            guard let text = CanonicalText(utf8: try reader.counted(upTo: reader.remaining))
            else { throw .invalidText }
            let history = try TextHistory(
                ascending: edits, text: text.utf8, frontier: frontier)
            return (address, .text(history))
        }
    }

    mutating func opaqueOperation() throws(CanonicalError) -> OpaqueOperation {
        let id = try operationID()
        let effective = try reader.number()
        let verb = try reader.byte()
        let isMalformed = try reader.number(upTo: 1) == 1
        let address = try address()
        return OpaqueOperation(
            id: id, effective: effective, verb: verb, address: address,
            value: try reader.counted(upTo: reader.remaining), isMalformed: isMalformed)
    }

    func finish() throws(CanonicalError) { try reader.finish() }

    private mutating func entry() throws(CanonicalError) -> Guarded.Entry {
        let write = try write()
        let flags = try reader.byte()
        var void: VoidReason?
        if flags > 1 {
            guard let reason = VoidReason(rawValue: flags >> 1) else { throw .unknownTag(flags) }
            void = reason
        }
        return Guarded.Entry(write: write, isSuperseded: flags & 1 == 1, void: void)
    }

    private mutating func edit() throws(CanonicalError) -> TextEdit {
        let head = try head()
        let parents = try operationIDs()
        let position = try reader.number(upTo: UInt64(Int64.max))
        let deleteCount = try reader.number(upTo: UInt64(Int64.max))
        guard let insert = CanonicalText(utf8: try reader.counted(upTo: reader.remaining))
        else { throw .invalidText }
        return TextEdit(
            id: head.id, effective: head.effective, stamp: head.stamp, author: head.author,
            parents: parents, position: Int(position), deleteCount: Int(deleteCount),
            insert: insert)
    }

    private struct Head {
        let id: OperationID
        let effective: UInt64
        let stamp: HybridTimestamp
        let author: MemberID
    }

    private mutating func head() throws(CanonicalError) -> Head {
        let id = try operationID()
        effective = effective &+ UInt64(bitPattern: try reader.signed())
        let stamp = HybridTimestamp(raw: effective &- UInt64(bitPattern: try reader.signed()))
        let author = try reader.number()
        guard author < UInt64(authors.count) else { throw .outOfRange }
        return Head(id: id, effective: effective, stamp: stamp, author: authors[Int(author)])
    }

    private mutating func operationIDs() throws(CanonicalError) -> [OperationID] {
        let count = try reader.count(upTo: Self.countMax, ofSize: 3)
        var ids: [OperationID] = []
        ids.reserveCapacity(count)
        for _ in 0..<count { ids.append(try operationID()) }
        return ids
    }

    private mutating func operationID() throws(CanonicalError) -> OperationID {
        let stream = try reader.number()
        guard stream < UInt64(streams.count) else { throw .outOfRange }
        let sequence = try reader.number()
        let index = try reader.number(upTo: UInt64(UInt32.max))
        return OperationID(streams[Int(stream)], sequence, UInt32(index))
    }

    private mutating func address() throws(CanonicalError) -> CellAddress {
        let field = try reader.number(upTo: UInt64(UInt32.max))
        let key = try reader.counted(upTo: reader.remaining)
        let subfield = try reader.number(upTo: UInt64(UInt32.max))
        return CellAddress(UInt32(field), key: key, subfield: UInt32(subfield))
    }
}
