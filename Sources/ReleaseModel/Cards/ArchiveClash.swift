internal import Causality
package import Lattice

/// Archiving against editing: an archive counts only for what its author had seen.
///
/// The archive's value names, per stream, the newest operation of the document that its author saw.
/// A live write beyond that was made concurrently: the thing stays live, with a card.
package enum ArchiveClash {
    package static let live = Value.list([.text("live")])

    /// The value by which a document is archived now.
    package static func archiving(_ document: Document) -> Value {
        var seen = VersionVector()
        for write in writes(of: document) {
            seen.advance(write.id.dot.stream, to: write.id.dot.sequence)
        }
        let parts = seen.entries.map { entry in
            Value.list([
                .bytes(entry.stream.bytes), .integer(Int64(clamping: entry.sequence)),
            ])
        }
        return .list([.text("archived"), .list(parts)])
    }

    /// Says whether the document counts as archived.
    package static func isArchived(_ document: Document) -> Bool {
        guard let write = archive(of: document) else { return false }
        return unseen(by: write, of: document).isEmpty
    }

    package static func cards(of document: Document) -> [Card] {
        guard let write = archive(of: document) else { return [] }
        let edits = unseen(by: write, of: document)
        guard !edits.isEmpty else { return [] }
        let noun = document.entityKind?.name ?? "item"
        let options =
            [CardOption(write, isInForce: false)] + edits.map { CardOption($0, isInForce: true) }
        return [
            Card(
                .archive, subjects: [document.id], field: CommonFields.archived.name,
                competing: [write.id] + edits.map(\.id), options: options,
                reading: "it stays live, because somebody edited it meanwhile",
                settle: noun == "item"
                    ? "rail archive {subject}" : "rail \(noun) archive {subject}")
        ]
    }

    private static func archive(of document: Document) -> Write? {
        guard let write = document.shown(CommonFields.archived),
            write.value.parts.first == .text("archived")
        else { return nil }
        return write
    }

    private static func unseen(by archive: Write, of document: Document) -> [Write] {
        var seen: [StreamID: UInt64] = [:]
        for part in archive.value.parts.dropFirst().first?.parts ?? [] {
            guard part.parts.count == 2, case .bytes(let bytes) = part.parts[0],
                let stream = StreamID(bytes: bytes), let sequence = part.parts[1].integerValue
            else { continue }
            seen[stream] = UInt64(clamping: sequence)
        }
        return writes(of: document).filter { write in
            write.id.dot != archive.id.dot
                && write.id.dot.sequence > seen[write.id.dot.stream, default: 0]
        }
    }

    /// Every live write of the document except what archives it; a text's edits count too.
    private static func writes(of document: Document) -> [Write] {
        var writes = document.creations.writes
        for cell in document.cells where cell.key.field != CommonFields.archived.number {
            writes += cell.value.live
            writes += (cell.value.text?.edits ?? []).map { edit in
                Write(
                    id: edit.id, effective: edit.effective, stamp: edit.stamp,
                    author: edit.author, value: .text("(text)"))
            }
        }
        return writes.sorted { $0.id < $1.id }
    }
}
