package import Causality

// The stored form of a document. It is the row that every replica keeps an entity in, so it is small:
// streams and authors are named once, numbers are differences from those before them.
//
//     format · id · kind · streams · authors · creations · cells · unknown

extension Document {
    /// Of what is written now; a reader refuses any other and folds the document from its history.
    private static let format: UInt8 = 1

    /// A document of an item that thousands edited; what comes from disk is bounded all the same.
    package static let storedCountMax = 1 << 24

    package var canonicalBytes: [UInt8] {
        var writer = DocumentWriter()
        for write in creations.writes { writer.write(write) }
        for (address, cell) in cells { writer.write(cell, at: address) }
        for operation in unknown { writer.write(operation) }
        var head = CanonicalWriter(
            capacity: writer.body.bytes.count + 32 * (writer.streams.names.count + 2))
        head.byte(Self.format)
        head.identifier(id)
        head.number(UInt64(kind))
        head.number(writer.streams.names.count)
        for stream in writer.streams.names { head.identifier(stream) }
        head.number(writer.authors.names.count)
        for author in writer.authors.names { head.identifier(author) }
        head.number(creations.writes.count)
        head.number(cells.count)
        head.number(unknown.count)
        head.raw(writer.body.bytes)
        return head.bytes
    }

    package init(canonicalBytes bytes: [UInt8]) throws(CanonicalError) {
        var reader = CanonicalReader(bytes)
        let format = try reader.byte()
        guard format == Self.format else { throw .unknownTag(format) }
        let id = try reader.identifier(EntityID.self)
        let kind = UInt32(try reader.number(upTo: UInt64(UInt32.max)))
        let streams: [StreamID] = try Self.names(from: &reader)
        let authors: [MemberID] = try Self.names(from: &reader)
        let creationCount = try reader.count(upTo: Self.storedCountMax, ofSize: 6)
        let cellCount = try reader.count(upTo: Self.storedCountMax, ofSize: 4)
        let unknownCount = try reader.count(upTo: Self.storedCountMax, ofSize: 6)
        var body = DocumentReader(reader: reader, streams: streams, authors: authors)
        var creations: [Write] = []
        for _ in 0..<creationCount { creations.append(try body.write()) }
        var cells = CellTable()
        cells.reserveCapacity(cellCount)
        for _ in 0..<cellCount {
            let (address, cell) = try body.cell()
            guard cells.append(address, cell) else { throw .unordered }
        }
        var unknown: [OpaqueOperation] = []
        for _ in 0..<unknownCount {
            let operation = try body.opaqueOperation()
            guard unknown.last.map({ $0.id < operation.id }) ?? true else { throw .unordered }
            unknown.append(operation)
        }
        try body.finish()
        self.init(
            id: id, kind: kind, creations: try Siblings(ascending: creations), cells: cells,
            unknown: unknown)
    }

    private static func names<Name: Identifier>(
        from reader: inout CanonicalReader
    ) throws(CanonicalError) -> [Name] {
        let count = try reader.count(upTo: storedCountMax, ofSize: Name.byteCount)
        var names: [Name] = []
        names.reserveCapacity(count)
        for _ in 0..<count { names.append(try reader.identifier()) }
        return names
    }
}
