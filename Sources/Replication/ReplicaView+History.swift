package import Causality
package import History
package import Lattice
internal import Projection
package import ReleaseModel
internal import SQLiteStorage

// Conflict cards and the changes of the log.

extension ReplicaView {
    package func cards() throws -> [Card] { try CardReading.cards(db) }

    /// The cards that name a document first.
    package func cards(of document: Document) throws -> [Card] {
        try CardReading.cards(of: document, db)
    }

    package func card(_ id: EntityID) throws -> Card? { try CardReading.card(id, db) }

    /// The newest changes of the log with those that are not sealed yet, newest first.
    package func changes(limit: Int) throws -> [AdmittedChange] {
        var changes: [AdmittedChange] = []
        try walkBack {
            guard changes.count < limit else { return false }
            changes.append($0)
            return changes.count < limit
        }
        return changes
    }

    /// Walks the log from its end, own changes that are not sealed first, until the body has seen enough.
    ///
    /// The log is in the order of arrival. `since` leaves out what was written before, and with it whole runs
    /// unread: along a run the stamps only rise, so the last one tells. `runLengthMaxBytes` leaves out runs that
    /// would take long to read.
    package func walkBack(
        sinceMilliseconds since: UInt64 = 0, runLengthMaxBytes: Int = .max,
        _ body: (AdmittedChange) throws -> Bool
    ) throws {
        let least = HybridTimestamp(milliseconds: since).raw
        let wantsMore = try walkUnsealedBack { try $0.effective < least || body($0) }
        guard wantsMore else { return }
        let history = replica.history(db)
        var reader = LogReader(history)
        var end = try history.position().count
        while end > 0 {
            let count = min(end, Self.outlinesAtOnce)
            let outlines = try history.outlines(after: end - count, limit: Int(count))
            for outline in outlines.reversed()
            where outline.effective >= least && outline.length <= runLengthMaxBytes {
                guard let run = try history.run(at: outline.count) else { return }
                for change in try reader.changes(of: run).reversed()
                where change.effective >= least {
                    guard try body(change) else { return }
                }
            }
            end -= count
        }
    }

    /// Outlines read together: few enough that the newest changes are found at once.
    private static let outlinesAtOnce: UInt64 = 256

    /// The change of a dot; nil where it is not held.
    package func change(_ dot: Dot) throws -> AdmittedChange? {
        if let own = try unsealedChange(dot) { return own }
        let history = replica.history(db)
        var reader = LogReader(history)
        for lineage in try history.lineages()
        where lineage.segments.contains(where: { $0.name == dot.stream }) {
            for run in try history.runs(
                of: lineage.stream, from: dot.sequence, through: dot.sequence)
            {
                if let found = try reader.changes(of: run).first(where: { $0.dot == dot }) {
                    return found
                }
            }
        }
        return nil
    }

    /// The dots whose stream begins with a prefix, as receipts print them: `8F3A2C11@12`.
    package func dots(_ text: String) throws -> [Dot] {
        let halves = text.lowercased().split(separator: "@")
        guard halves.count == 2, let sequence = UInt64(halves[1]) else { return [] }
        let history = replica.history(db)
        var streams = try history.lineages().flatMap { $0.segments.map(\.name) }
        if let own = try history.newestUnsealed() { streams.append(own.change.header.stream) }
        return Set(streams).filter { $0.description.hasPrefix(halves[0]) }.sorted()
            .map { Dot($0, sequence) }
    }
}
