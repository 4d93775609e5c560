import Causality
import History

/// Reads what each operation supersedes, from the four columns that say so, into one list.
struct ReferenceReader {
    private(set) var all: [OperationID] = []
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

    /// Reads what one operation supersedes; says where in `all` it is.
    mutating func next(
        of id: OperationID, target: OperationID, latest: OperationID?,
        labels: inout LabelReader
    ) throws(WireError) -> Range<Int> {
        let start = all.count
        let form = try forms.numberOrMalformed()
        switch form {
        case SupersessionForm.nothing: break
        case SupersessionForm.latest:
            guard let latest else { throw .malformed(.outOfRange) }
            all.append(latest)
        case SupersessionForm.besideTarget:
            let superseded = OperationID(target.dot, try Self.index(from: &besideIndexes))
            guard superseded != latest else { throw .notCanonical }
            all.append(superseded)
        default:
            let more = form - SupersessionForm.listOfOne
            try readList(of: more, seenBy: id, labels: &labels)
            let first = all[start]
            if all.count == start + 1, first == latest || first.dot == target.dot {
                throw .notCanonical
            }
        }
        return start..<all.count
    }

    func finish() throws(WireError) {
        try forms.finished()
        try besideIndexes.finished()
        try streams.finished()
        try sequences.finished()
        try indexes.finished()
    }

    private mutating func readList(
        of more: UInt64, seenBy id: OperationID, labels: inout LabelReader
    ) throws(WireError) {
        let limit = Limits.supersedesPerOperationMax
        guard more < UInt64(limit) else { throw .tooLong(Int(clamping: more), limit: limit) }
        let count = Int(more) + 1
        guard count <= indexes.remaining else { throw .malformed(.truncated) }
        var last: OperationID?
        for _ in 0..<count {
            let label = try streams.numberOrMalformed()
            let stream = try labels.stream(numbered: label)
            let sequence = try Self.sequence(from: &sequences, of: label, seenBy: id)
            let next = OperationID(stream, sequence, try Self.index(from: &indexes))
            guard last.map({ $0 < next }) ?? true else { throw .malformed(.unordered) }
            all.append(next)
            last = next
        }
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
