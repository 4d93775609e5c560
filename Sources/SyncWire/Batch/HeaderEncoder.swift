import Causality
import History

/// Writes the columns that hold the headers of a run of changes.
struct HeaderEncoder {
    private struct Context: Hashable {
        let author: MemberID
        let membership: UInt64
        let level: UInt32
    }

    private var authors = CanonicalWriter()
    private var contexts = CanonicalWriter()
    private var milliseconds = CanonicalWriter()
    private var counters = CanonicalWriter()
    private var dependencyCounts = CanonicalWriter()
    private var dependencyStreams = CanonicalWriter()
    private var dependencySequences = CanonicalWriter()
    private var dependencyLinks = CanonicalWriter()

    static func write(
        _ changes: [Change], to columns: inout ColumnSet, labels: inout LabelTable
    ) throws(WireError) {
        var encoder = HeaderEncoder()
        try encoder.writeStamps(changes)
        try encoder.writeContexts(changes)
        try encoder.writeDependencies(changes, labels: &labels)
        columns.put(encoder.authors, in: .authors)
        columns.put(encoder.contexts, in: .contexts)
        columns.put(encoder.milliseconds, in: .stampMilliseconds)
        columns.put(encoder.counters, in: .stampCounters)
        columns.put(encoder.dependencyCounts, in: .dependencyCounts)
        columns.put(encoder.dependencyStreams, in: .dependencyStreams)
        columns.put(encoder.dependencySequences, in: .dependencySequences)
        columns.put(encoder.dependencyLinks, in: .dependencyLinks)
    }

    private mutating func writeStamps(_ changes: [Change]) throws(WireError) {
        var last: Int64 = 0
        for change in changes {
            let stamp = change.header.stamp
            guard stamp <= .max else { throw .unencodable(.outOfRange) }
            let next = Int64(stamp.milliseconds)
            milliseconds.signed(next - last)
            counters.number(UInt64(stamp.counter))
            last = next
        }
    }

    private mutating func writeContexts(_ changes: [Change]) throws(WireError) {
        var numbers: [MemberID: Int] = [:]
        var last = Context(author: MemberID(high: 0, low: 0), membership: 0, level: 0)
        var position = 0
        while position < changes.count {
            let header = changes[position].header
            let context = Context(
                author: header.author, membership: header.membership, level: header.schemaLevel)
            guard context.membership <= Limits.sequenceMax else {
                throw .unencodable(.outOfRange)
            }
            var end = position + 1
            while end < changes.count, isSame(context, changes[end].header) { end += 1 }
            let number = numbers[context.author] ?? numbers.count
            if number == numbers.count {
                numbers[context.author] = number
                authors.identifier(context.author)
            }
            contexts.number(number)
            contexts.signed(Int64(context.membership) - Int64(last.membership))
            contexts.signed(Int64(context.level) - Int64(last.level))
            contexts.number(end - position - 1)
            last = context
            position = end
        }
    }

    private func isSame(_ context: Context, _ header: ChangeHeader) -> Bool {
        context.author == header.author && context.membership == header.membership
            && context.level == header.schemaLevel
    }

    private mutating func writeDependencies(
        _ changes: [Change], labels: inout LabelTable
    ) throws(WireError) {
        var latest: [Int: UInt64] = [:]
        var skipped = 0
        for change in changes {
            let dependencies = change.header.dependencies
            guard !dependencies.isEmpty else {
                skipped += 1
                continue
            }
            guard dependencies.count <= Limits.dependenciesPerChangeMax else {
                throw .tooLong(dependencies.count, limit: Limits.dependenciesPerChangeMax)
            }
            guard dependencies.isStrictlyAscending else { throw .unencodable(.unordered) }
            dependencyCounts.number(skipped)
            dependencyCounts.number(dependencies.count - 1)
            skipped = 0
            for entry in dependencies {
                guard entry.sequence > 0, entry.sequence <= Limits.sequenceMax else {
                    throw .unencodable(.outOfRange)
                }
                let label = labels.number(of: entry.stream)
                let last = latest.updateValue(entry.sequence, forKey: label) ?? 0
                dependencyStreams.number(label)
                dependencySequences.signed(Int64(entry.sequence) - Int64(last))
                dependencyLinks.link(entry.link)
            }
        }
    }
}

extension Collection where Element: Comparable {
    /// Whether each element is less than the one after it.
    var isStrictlyAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
