package import Causality

extension Document {
    /// Writes what two replicas of equal history must agree on, byte for byte.
    ///
    /// Only live and valid operations count, in the order of cells and ids; counters count as sums
    /// and texts as bytes, so neither interning nor arrival nor compaction shows.
    package func writeDigest(to writer: inout CanonicalWriter) {
        writer.identifier(id)
        writer.number(UInt64(kind))
        writer.number(creations.writes.count)
        for write in creations.writes { Self.write(write.id, to: &writer) }
        for (address, cell) in cells { Self.write(cell, at: address, to: &writer) }
        writer.byte(DigestTag.end)
        let unknown = unknown.filter { !$0.isMalformed }
        writer.number(unknown.count)
        for operation in unknown {
            Self.write(operation.id, to: &writer)
            writer.byte(operation.verb)
            Self.write(operation.address, to: &writer)
            writer.counted(operation.value)
        }
    }

    private enum DigestTag {
        static let end: UInt8 = 0
        static let writes: UInt8 = 1
        static let sum: UInt8 = 2
        static let text: UInt8 = 3
    }

    private static func write(
        _ cell: Cell, at address: CellAddress, to writer: inout CanonicalWriter
    ) {
        let writes: [Write]
        switch cell {
        case .siblings(let siblings): writes = siblings.writes
        case .guarded(let guarded): writes = guarded.live
        case .text(let text):
            writer.byte(DigestTag.text)
            write(address, to: &writer)
            writer.counted(text.utf8)
            return
        }
        guard !writes.isEmpty else { return }
        if writes.allSatisfy({ $0.verb == CellVerb.total }) {
            writer.byte(DigestTag.sum)
            write(address, to: &writer)
            writer.signed(Counter(Siblings(writes)).value)
            return
        }
        writer.byte(DigestTag.writes)
        write(address, to: &writer)
        writer.number(writes.count)
        for one in writes {
            write(one.id, to: &writer)
            writer.byte(one.verb)
            writer.raw(one.bytes)
        }
    }

    private static func write(_ id: OperationID, to writer: inout CanonicalWriter) {
        writer.identifier(id.dot.stream)
        writer.number(id.dot.sequence)
        writer.number(UInt64(id.index))
    }

    private static func write(_ address: CellAddress, to writer: inout CanonicalWriter) {
        writer.number(UInt64(address.field))
        writer.counted(address.key)
        writer.number(UInt64(address.subfield))
    }
}
