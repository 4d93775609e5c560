import Causality
import History

/// Reads the headers of a run of changes back from their columns.
struct HeaderDecoder {
    private struct Context: Equatable {
        var author: UInt64
        var membership: UInt64
        var level: UInt32
    }

    private let outline: BatchOutline
    private var stamps: [HybridTimestamp] = []
    private var authors: [MemberID] = []
    private var contexts: [Context] = []
    private var dependencies: [Int: [VectorEntry]] = [:]

    static func headers(
        of columns: ColumnSet, outline: BatchOutline, labels: inout LabelReader
    ) throws(WireError) -> [ChangeHeader] {
        var decoder = HeaderDecoder(outline: outline)
        do throws(CanonicalError) {
            try decoder.readStamps(columns)
            try decoder.readAuthors(columns)
        } catch {
            throw .malformed(error)
        }
        try decoder.readContexts(columns)
        try decoder.readDependencies(columns, labels: &labels)
        return decoder.assembled
    }

    private init(outline: BatchOutline) { self.outline = outline }

    private var assembled: [ChangeHeader] {
        var headers: [ChangeHeader] = []
        headers.reserveCapacity(outline.count)
        for position in 0..<outline.count {
            let context = contexts[position]
            headers.append(
                ChangeHeader(
                    stream: outline.stream, sequence: outline.first + UInt64(position),
                    stamp: stamps[position], author: authors[Int(context.author)],
                    membership: context.membership, schemaLevel: context.level,
                    dependencies: dependencies[position] ?? []))
        }
        return headers
    }

    private mutating func readStamps(_ columns: ColumnSet) throws(CanonicalError) {
        var milliseconds = columns.reader(of: .stampMilliseconds)
        var counters = columns.reader(of: .stampCounters)
        guard milliseconds.remaining >= outline.count, counters.remaining >= outline.count else {
            throw .truncated
        }
        stamps.reserveCapacity(outline.count)
        var last: Int64 = 0
        for _ in 0..<outline.count {
            let (next, overflow) = last.addingReportingOverflow(try milliseconds.signed())
            let counter = try counters.number(upTo: UInt64(UInt16.max))
            guard !overflow, next >= 0, next <= Int64(HybridTimestamp.max.milliseconds) else {
                throw .outOfRange
            }
            let stamp = HybridTimestamp(
                milliseconds: UInt64(next), counter: UInt16(truncatingIfNeeded: counter))
            guard stamp <= .max else { throw .outOfRange }
            stamps.append(stamp)
            last = next
        }
        try milliseconds.finish()
        try counters.finish()
    }

    private mutating func readAuthors(_ columns: ColumnSet) throws(CanonicalError) {
        var reader = columns.reader(of: .authors)
        var seen: Set<MemberID> = []
        while reader.remaining > 0 {
            let author = try reader.identifier(MemberID.self)
            guard seen.insert(author).inserted else { throw .unordered }
            authors.append(author)
        }
    }

    private mutating func readContexts(_ columns: ColumnSet) throws(WireError) {
        var reader = columns.reader(of: .contexts)
        var last: Context?
        var usedCount: UInt64 = 0
        contexts.reserveCapacity(outline.count)
        while contexts.count < outline.count {
            let (context, runLength) = try Self.context(from: &reader, after: last)
            guard context.author < UInt64(authors.count) else { throw .malformed(.outOfRange) }
            guard context.author <= usedCount, context != last else { throw .notCanonical }
            usedCount = max(usedCount, context.author + 1)
            guard runLength <= outline.count - contexts.count else {
                throw .malformed(.outOfRange)
            }
            contexts.append(contentsOf: repeatElement(context, count: runLength))
            last = context
        }
        guard usedCount == UInt64(authors.count) else { throw .notCanonical }
        try reader.finished()
    }

    private static func context(
        from reader: inout CanonicalReader, after last: Context?
    ) throws(WireError) -> (Context, Int) {
        do throws(CanonicalError) {
            let author = try reader.number()
            let membership = try (last?.membership ?? 0).advanced(
                bySignedIn: &reader, upTo: Limits.sequenceMax)
            let level = try UInt64(last?.level ?? 0).advanced(
                bySignedIn: &reader, upTo: UInt64(UInt32.max))
            let more = try reader.number(upTo: UInt64(Limits.changesPerBatchMax))
            let context = Context(author: author, membership: membership, level: UInt32(level))
            return (context, Int(more) + 1)
        } catch {
            throw .malformed(error)
        }
    }

    private mutating func readDependencies(
        _ columns: ColumnSet, labels: inout LabelReader
    ) throws(WireError) {
        var counts = columns.reader(of: .dependencyCounts)
        var streams = columns.reader(of: .dependencyStreams)
        var sequences = columns.reader(of: .dependencySequences)
        var links = columns.reader(of: .dependencyLinks)
        var latest: [UInt64: UInt64] = [:]
        var next = 0
        while counts.remaining > 0 {
            let (position, count) = try Self.place(from: &counts, after: next)
            guard position < outline.count else { throw .malformed(.outOfRange) }
            guard count <= links.remaining / Link.byteCount else { throw .malformed(.truncated) }
            var entries: [VectorEntry] = []
            entries.reserveCapacity(count)
            for _ in 0..<count {
                let label = try streams.numberOrMalformed()
                let stream = try labels.stream(numbered: label)
                do throws(CanonicalError) {
                    let sequence = try (latest[label] ?? 0).advanced(
                        bySignedIn: &sequences, upTo: Limits.sequenceMax)
                    guard sequence > 0 else { throw .outOfRange }
                    latest[label] = sequence
                    let entry = VectorEntry(stream, sequence, try links.link())
                    guard entries.last.map({ $0 < entry }) ?? true else { throw .unordered }
                    entries.append(entry)
                } catch {
                    throw .malformed(error)
                }
            }
            dependencies[position] = entries
            next = position + 1
        }
        try streams.finished()
        try sequences.finished()
        try links.finished()
    }

    private static func place(
        from reader: inout CanonicalReader, after next: Int
    ) throws(WireError) -> (position: Int, count: Int) {
        do throws(CanonicalError) {
            let skipped = try reader.number(upTo: UInt64(Limits.changesPerBatchMax))
            let limit = Limits.dependenciesPerChangeMax
            let more = try reader.number()
            guard more < UInt64(limit) else { throw .tooMany(Int(clamping: more), limit: limit) }
            return (next + Int(skipped), Int(more) + 1)
        } catch {
            throw .malformed(error)
        }
    }
}
