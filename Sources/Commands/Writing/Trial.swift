internal import Causality
internal import ReleaseModel
internal import Replication

/// A change that is drafted in full and then left, for `--dry-run`.
enum Trial {
    /// Ends the transaction of a trial; nothing that it held stays.
    private struct End: Error {}

    /// Commits, or in a trial leaves, what the body drafts; returns the change's name, if it was written.
    static func commit(
        _ replica: Replica, isTrial: Bool, _ body: (inout Draft, ReplicaView) throws -> Void
    ) throws -> Dot? {
        do {
            return try replica.commit { draft, view in
                try body(&draft, view)
                if isTrial { throw End() }
            }.dot
        } catch is End {
            return nil
        }
    }
}
