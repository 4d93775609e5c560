import Causality
import History

/// Reads what each operation supersedes, from the four columns that say so.
struct ReferenceReader {
    private var forms: CanonicalReader
    private var besideIndexes: CanonicalReader
    private var streams: CanonicalReader
    private var sequences: CanonicalReader
    private var indexes: CanonicalReader

    init(_ columns: ColumnSet) {
        forms = columns.reader(of: .supersessions)
        besideIndexes = columns.reader(of: .supersededIndexes)
        streams = columns.reader(of: .referenceStreams)
        sequences = columns.reader(of: .referenceSequences)
        indexes = columns.reader(of: .referenceIndexes)
    }

    mutating func next(
        of id: OperationID, target: OperationID, latest: OperationID?,
        labels: inout LabelReader
    ) throws(WireError) -> [OperationID] {
        let form = try forms.numberOrMalformed()
        switch form {
        case SupersessionForm.nothing:
            return []
        case SupersessionForm.latest:
            guard let latest else { throw .malformed(.outOfRange) }
            return [latest]
        case SupersessionForm.besideTarget:
            let superseded = OperationID(target.dot, try Self.index(from: &besideIndexes))
            guard superseded != latest else { throw .notCanonical }
            return [superseded]
        default:
            let more = form - SupersessionForm.listOfOne
            let list = try list(of: more, seenBy: id, labels: &labels)
            if list.count == 1, list.first == latest || list.first?.dot == target.dot {
                throw .notCanonical
            }
            return list
        }
    }

    func finish() throws(WireError) {
        try forms.finished()
        try besideIndexes.finished()
        try streams.finished()
        try sequences.finished()
        try indexes.finished()
    }

    private mutating func list(
        of more: UInt64, seenBy id: OperationID, labels: inout LabelReader
    ) throws(WireError) -> [OperationID] {
        let limit = Limits.supersedesPerOperationMax
        guard more < UInt64(limit) else { throw .tooLong(Int(clamping: more), limit: limit) }
        let count = Int(more) + 1
        guard count <= indexes.remaining else { throw .malformed(.truncated) }
        var list: [OperationID] = []
        list.reserveCapacity(count)
        for _ in 0..<count {
            let label = try streams.numberOrMalformed()
            let stream = try labels.stream(numbered: label)
            let sequence = try Self.sequence(from: &sequences, of: label, seenBy: id)
            let next = OperationID(stream, sequence, try Self.index(from: &indexes))
            guard list.last.map({ $0 < next }) ?? true else { throw .malformed(.unordered) }
            list.append(next)
        }
        return list
    }

    static func index(from reader: inout CanonicalReader) throws(WireError) -> UInt32 {
        do throws(CanonicalError) {
            return UInt32(try reader.number(upTo: UInt64(Limits.operationsPerChangeMax)))
        } catch {
            throw .malformed(error)
        }
    }

    static func sequence(
        from reader: inout CanonicalReader, of label: UInt64, seenBy id: OperationID
    ) throws(WireError) -> UInt64 {
        do throws(CanonicalError) {
            let sequence: UInt64
            if label == 0 {
                let (own, overflow) = Int64(id.dot.sequence).subtractingReportingOverflow(
                    try reader.signed())
                guard !overflow, own > 0 else { throw .outOfRange }
                sequence = UInt64(own)
            } else {
                sequence = try reader.number()
            }
            guard sequence > 0, sequence <= Limits.sequenceMax else { throw .outOfRange }
            return sequence
        } catch {
            throw .malformed(error)
        }
    }
}
