import Causality

/// Writes the parts of a stored document, naming streams and authors by number.
struct DocumentWriter {
    private(set) var body = CanonicalWriter(capacity: 512)
    private(set) var streams = Interning<StreamID>()
    private(set) var authors = Interning<MemberID>()
    /// The effective stamp written last: those of one document lie close together.
    private var effective: UInt64 = 0

    mutating func write(_ write: Write) {
        writeHead(write.id, effective: write.effective, stamp: write.stamp, author: write.author)
        body.byte(write.verb)
        body.raw(write.bytes)
    }

    mutating func write(_ cell: Cell, at address: CellAddress) {
        self.write(address)
        body.byte(cell.form.rawValue)
        switch cell {
        case .siblings(let siblings):
            body.number(siblings.writes.count)
            for one in siblings.writes { write(one) }
        case .guarded(let guarded):
            body.number(guarded.entries.count)
            for entry in guarded.entries {
                write(entry.write)
                body.byte((entry.void?.rawValue ?? 0) << 1 | (entry.isSuperseded ? 1 : 0))
            }
        case .text(let text):
            body.number(text.edits.count)
            for edit in text.edits { write(edit) }
            let frontier = text.frontier
            body.number(frontier.count)
            for id in frontier { write(id) }
            body.counted(text.utf8)
        }
    }

    mutating func write(_ operation: OpaqueOperation) {
        write(operation.id)
        body.number(operation.effective)
        body.byte(operation.verb)
        body.byte(operation.isMalformed ? 1 : 0)
        write(operation.address)
        body.counted(operation.value)
    }

    private mutating func write(_ edit: TextEdit) {
        writeHead(edit.id, effective: edit.effective, stamp: edit.stamp, author: edit.author)
        body.number(edit.parents.count)
        for parent in edit.parents { write(parent) }
        body.number(edit.position)
        body.number(edit.deleteCount)
        body.counted(edit.insert)
    }

    private mutating func writeHead(
        _ id: OperationID, effective: UInt64, stamp: HybridTimestamp, author: MemberID
    ) {
        write(id)
        body.signed(Int64(bitPattern: effective &- self.effective))
        self.effective = effective
        body.signed(Int64(bitPattern: effective &- stamp.raw))
        body.number(authors.number(of: author))
    }

    private mutating func write(_ id: OperationID) {
        body.number(streams.number(of: id.dot.stream))
        body.number(id.dot.sequence)
        body.number(UInt64(id.index))
    }

    private mutating func write(_ address: CellAddress) {
        body.number(UInt64(address.field))
        body.counted(address.key)
        body.number(UInt64(address.subfield))
    }
}
