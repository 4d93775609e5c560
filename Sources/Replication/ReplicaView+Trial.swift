internal import Causality
internal import GRDB
package import ReleaseModel

// What would be written, without the lock that writing takes.

extension ReplicaView {
    /// A draft over this state that nobody writes: what a command would do can be asked of it.
    package func trialDraft() throws -> Draft {
        var identity = try replica.identity(db)
        let stamp = identity.clock.tick(atMilliseconds: replica.environment.clock())
        let place = DraftPlace(
            dot: Dot(StreamID(high: .max, low: .max), 1), stamp: stamp, effective: stamp.raw,
            author: identity.member)
        return Draft(source, at: place)
    }
}
