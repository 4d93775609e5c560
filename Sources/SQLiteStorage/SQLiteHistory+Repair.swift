internal import Causality
internal import GRDB
package import History

// Putting back what a disk lost.
extension SQLiteHistory {
    /// Replaces a damaged run by the same run as a hub or another replica has it.
    ///
    /// Taken only if its chain and seal are good and the running hash at its position still follows, so
    /// that a repair can never put other changes in the place of the lost ones.
    package func replace(_ outline: RunOutline, with batch: Batch) throws -> Bool {
        let changes = try coding.changes(of: batch)
        guard let run = VerifiedRun(checking: batch, changes),
            let birth = try birth(of: batch.stream) ?? batch.birth,
            batch.seal.isGenuine(workspace: workspace, stream: batch.stream, birth: birth),
            let before = try position(at: outline.count - 1),
            let kept = try position(at: outline.count),
            before.advanced(by: batch.entry) == kept
        else { return false }
        var lookup = HistoryLookup(self)
        guard let base = try lookup.place(of: VectorEntry(batch.stream, run.head(before: 0)))
        else { return false }
        var raised: [UInt64: UInt64] = [:]
        var previous = batch.first == 1 ? nil : base.effective
        for change in changes {
            let stamp = change.header.stamp.raw
            let dependencies = try change.header.dependencies.compactMap {
                try lookup.place(of: $0)?.effective
            }
            let effective = EffectiveStamp.of(
                stamp: stamp, previous: previous, dependencies: dependencies)
            if effective != stamp { raised[change.header.sequence] = effective }
            previous = effective
        }
        let bytes = try coding.bytes(of: batch)
        let sql = """
            INSERT OR REPLACE INTO run (position, stream, first, last, effective, born, previous,
              link, seal, hash, length, raised, bytes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try database.cachedStatement(sql: sql).execute(arguments: [
            kept.count.stored, intern(batch.stream), batch.first.stored, batch.last.stored,
            (previous ?? 0).stored, batch.birth == nil ? 0 : 1, batch.previous.stored,
            batch.link.stored, batch.seal.signature.stored, kept.hash.stored, bytes.count,
            raised.isEmpty ? nil : RaisedStamps.encode(raised).stored, bytes.stored,
        ])
        return true
    }
}
