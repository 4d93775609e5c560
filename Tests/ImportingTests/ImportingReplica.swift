import Causality
import History
import Importing
import Lattice
import ReleaseModel

/// A replica without files: it imports in changes, and applies the changes of others.
final class ImportingReplica {
    struct Written {
        let place: DraftPlace
        let operations: [Operation]
    }

    let documents = InMemoryDocuments()
    private(set) var changes: [Written] = []
    private let stream: StreamID
    private var sequence: UInt64 = 0
    private var clock: UInt64 = 1_000

    init(_ number: UInt64) { stream = StreamID(high: number, low: number) }

    func place() -> DraftPlace {
        sequence += 1
        clock += 1
        return DraftPlace(
            dot: Dot(stream, sequence), stamp: HybridTimestamp(milliseconds: clock),
            effective: HybridTimestamp(milliseconds: clock).raw,
            author: MemberID(high: stream.high, low: 7))
    }

    @discardableResult
    func change(_ body: (inout Draft) throws -> Void) throws -> Int {
        var draft = Draft(documents, at: place())
        try body(&draft)
        documents.take(draft.working)
        changes.append(Written(place: draft.place, operations: draft.operations))
        return draft.operations.count
    }

    /// Imports records, and says how many operations that took.
    @discardableResult
    func write(_ records: [ImportRecord], _ writer: inout ImportWriter) throws -> Int {
        var chunks = ImportChunks()
        var count = 0
        for record in records {
            guard let full = chunks.take(record) else { continue }
            count += try change { try writer.write(full, into: &$0) }
        }
        let rest = chunks.rest()
        return try count + change { try writer.write(rest, into: &$0) }
    }

    func receive(_ others: [Written]) throws {
        var working = WorkingSet(documents)
        for written in others {
            let header = ChangeHeader(
                stream: written.place.dot.stream, sequence: written.place.dot.sequence,
                stamp: written.place.stamp, author: written.place.author)
            for (index, operation) in written.operations.enumerated() {
                try working.apply(
                    operation, id: OperationID(written.place.dot, UInt32(index)), header: header,
                    effective: written.place.effective)
            }
        }
        documents.take(working)
    }

    func document(_ kind: EntityKind, _ key: String, source: String = "s") -> Document? {
        documents.document(DerivedIdentifier.imported(source: source, kind: kind, key: key))
    }
}
