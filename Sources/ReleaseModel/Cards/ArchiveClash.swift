package import Causality
package import Lattice

/// Archiving against editing: an archive counts only for what its author had seen.
///
/// The archive's value names, per stream, the newest operation of the document that its author saw.
/// A live write beyond that was made concurrently: the thing stays live, with a card. Who edits a
/// thing that he sees archived archives it again in the same change (`Draft.emit`).
package enum ArchiveClash {
    package static let live = Value.list([.text("live")])

    /// The value by which a document is archived now.
    package static func archiving(_ document: Document) -> Value {
        .list([.text("archived"), seen(document)])
    }

    /// Per stream the newest of the live writes of a document: what its reader has seen of it.
    package static func seen(_ document: Document) -> Value {
        var seen = VersionVector()
        for write in writes(of: document) {
            seen.advance(write.id.dot.stream, to: write.id.dot.sequence)
        }
        return value(of: seen)
    }

    private static func value(of seen: VersionVector) -> Value {
        .list(
            seen.entries.map { entry in
                .list([.bytes(entry.stream.bytes), .integer(Int64(clamping: entry.sequence))])
            })
    }

    /// An archive's bytes with what its author saw under the names that hold now.
    package static func renamed(_ bytes: [UInt8], _ path: (Dot) -> [Dot]) -> [UInt8] {
        guard let archive = try? Value(canonicalBytes: bytes), archive.parts.count == 2,
            archive.parts[0] == .text("archived")
        else { return bytes }
        var seen = VersionVector()
        for dot in dots(in: archive) {
            for step in path(dot) { seen.advance(step.stream, to: step.sequence) }
        }
        return Value.list([archive.parts[0], value(of: seen)]).canonicalBytes
    }

    /// What an archive says that its author saw, stream by stream.
    private static func dots(in archive: Value) -> [Dot] {
        (archive.parts.dropFirst().first?.parts ?? []).compactMap { part in
            guard part.parts.count == 2, case .bytes(let bytes) = part.parts[0],
                let stream = StreamID(bytes: bytes), let sequence = part.parts[1].integerValue
            else { return nil }
            return Dot(stream, UInt64(clamping: sequence))
        }
    }

    /// Says whether the document counts as archived.
    package static func isArchived(_ document: Document) -> Bool {
        guard document[SharedFields.archived.number] != nil else { return false }
        let state = State(document)
        return !state.archives.isEmpty && state.returns.isEmpty && state.edits.isEmpty
    }

    /// Says whether somebody archived it, whether or not that counts.
    package static func isAsked(_ document: Document) -> Bool {
        !State(document).archives.isEmpty
    }

    package static func cards(of document: Document) -> [Card] {
        guard document[SharedFields.archived.number] != nil else { return [] }
        let state = State(document)
        let rivals = state.returns + state.edits
        guard !state.archives.isEmpty, !rivals.isEmpty else { return [] }
        let options =
            CardOption.offered(state.archives, of: document.id) { _ in false }
            + CardOption.offered(rivals, of: document.id) { _ in true }
        return [
            Card(
                .archive, subjects: [document.id], field: SharedFields.archived.name,
                competing: (state.archives + rivals).map(\.id), named: state.name,
                options: options,
                reading: "it stays live, because somebody edited it meanwhile",
                settle: settle(document, options))
        ]
    }

    private static func settle(_ document: Document, _ options: [CardOption]) -> CardSettlement {
        switch document.entityKind {
        case .item, .person, .team, .service, .train, .release, .milestone, .freeze, .entry,
            .series, .view:
            CardSettlement(
                .command(
                    CommandText.line("archive", document.entityKind ?? .item, document.id)),
                otherwise: [.accept])
        // These are never archived by a command of their own.
        case .workspace, .edge, .card, .request, nil:
            CardSettlement(.take(1), otherwise: [.accept])
        }
    }

    private struct State {
        /// Live writes that archive.
        let archives: [Write]
        /// Live writes that bring it back, made without knowledge of those.
        let returns: [Write]
        /// Live writes of other fields that none of the archives saw.
        let edits: [Write]
        private let seen: [Seen]

        init(_ document: Document) {
            let live = document.writes(CellAddress(SharedFields.archived.number))
            archives = live.filter { $0.value.parts.first == .text("archived") }
            returns = live.filter { $0.value.parts.first != .text("archived") }
            let seen = archives.map { Seen($0) }
            self.seen = seen
            edits =
                archives.isEmpty
                ? []
                : ArchiveClash.writes(of: document).filter { write in
                    !seen.contains { $0.covers(write) }
                }
        }

        /// The operations that name the card: what archives and what brings back, and for each stream that
        /// edits the first place that no archive saw.
        ///
        /// Which of its edits are live changes with every further one; the place stays. So a card that
        /// somebody has acknowledged comes back where somebody else is found to have edited too, or where
        /// it is archived again, and not with each edit of whoever knew of none of this.
        var name: [OperationID] {
            Set(edits.map(\.id.dot.stream)).reduce(into: (archives + returns).map(\.id)) {
                name, stream in
                let first = 1 + (seen.map { $0.reached(in: stream) }.max() ?? 0)
                name.append(OperationID(Dot(stream, first), 0))
            }
        }
    }

    /// What one archive's author had before him.
    private struct Seen {
        private let dot: Dot
        private var vector = VersionVector()

        init(_ archive: Write) {
            dot = archive.id.dot
            for dot in ArchiveClash.dots(in: archive.value) {
                vector.advance(dot.stream, to: dot.sequence)
            }
        }

        func reached(in stream: StreamID) -> UInt64 { vector[stream] }

        func covers(_ write: Write) -> Bool { write.id.dot == dot || vector.covers(write.id.dot) }
    }

    /// Every live write of the document except what archives it; a text's edits count too.
    private static func writes(of document: Document) -> [Write] {
        var writes = document.creations.writes
        for cell in document.cells where cell.key.field != SharedFields.archived.number {
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
