internal import Causality
internal import GRDB
internal import History
internal import SQLiteStorage

// One's own changes that are not sealed yet, each read alone where that can be done.

extension ReplicaView {
    /// Walks them from the newest; says whether the body wants more.
    func walkUnsealedBack(_ body: (AdmittedChange) throws -> Bool) throws -> Bool {
        let history = replica.history(db)
        guard let sequences = try plainSequences(history) else {
            var reader = LogReader(history)
            return try reader.unsealedChanges().reversed().allSatisfy(body)
        }
        for sequence in sequences.reversed() {
            guard let local = try history.unsealed(at: sequence) else { continue }
            guard try body(Self.admitted(local)) else { return false }
        }
        return true
    }

    /// The one of this name; nil where there is none.
    func unsealedChange(_ dot: Dot) throws -> AdmittedChange? {
        let history = replica.history(db)
        guard try history.unsealedSequences() != nil else { return nil }
        guard let sequences = try plainSequences(history) else {
            var reader = LogReader(history)
            return try reader.unsealedChanges().first { $0.dot == dot }
        }
        guard sequences.contains(dot.sequence) else { return nil }
        return try history.unsealed(at: dot.sequence).map(Self.admitted)
            .flatMap { $0.dot == dot ? $0 : nil }
    }

    /// Their sequences, where they simply continue a stream that no fork has parted.
    ///
    /// Then each bears the stream's name, and none has to be read for another. Nil where all must be looked
    /// at together.
    private func plainSequences(_ history: SQLiteHistory) throws -> ClosedRange<UInt64>? {
        guard let sequences = try history.unsealedSequences(),
            let newest = try history.newestUnsealed()
        else { return nil }
        guard let lineage = try history.lineage(of: newest.change.header.stream) else {
            return sequences
        }
        return !lineage.isForked && lineage.length < sequences.lowerBound ? sequences : nil
    }

    private static func admitted(_ local: LocalChange) -> AdmittedChange {
        AdmittedChange(
            change: local.change, link: local.link, branch: local.change.header.stream,
            effective: local.effective)
    }
}
