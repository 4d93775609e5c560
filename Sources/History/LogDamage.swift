package import Causality

/// One thing in a store that contradicts the rest of it: what `rail doctor` says and repairs.
package enum LogDamage: Hashable, Sendable {
    /// The run's bytes cannot be read back.
    case unreadable(RunOutline)
    /// The store lists no run at this position, or cannot read what it lists.
    case runAbsent(UInt64)
    /// The changes do not chain to the link that the run names.
    case chainBroken(RunOutline)
    /// The seal was not made by the stream's key.
    case sealForged(RunOutline)
    /// The run hangs on a change that is not held before it.
    case looseEnd(RunOutline)
    /// The running hash does not follow from the runs.
    case positionWrong(RunOutline)
    /// The kept effective stamps are not those that follow from the changes.
    case stampsWrong(RunOutline)
    /// What is kept of the stream's branches does not follow from its runs.
    case lineageWrong(StreamID)
    /// An own unsealed change does not chain to the one before.
    case unsealedBroken(UInt64)

    /// The run to fetch from a hub, where one is damaged.
    package var outline: RunOutline? {
        switch self {
        case .unreadable(let outline), .chainBroken(let outline), .sealForged(let outline),
            .looseEnd(let outline), .positionWrong(let outline), .stampsWrong(let outline):
            outline
        case .runAbsent, .lineageWrong, .unsealedBroken: nil
        }
    }
}
