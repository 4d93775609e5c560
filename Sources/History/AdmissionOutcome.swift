package import Causality

/// What came of a batch that was offered to a store.
package enum AdmissionOutcome: Hashable, Sendable {
    /// Its novel changes were appended at the position; `forked` where they showed a divergence.
    case admitted([AdmittedChange], position: LogPosition, forked: Fork?)
    /// Everything in it was held already; its seal was kept if it was a further one.
    case duplicate
    /// It hangs on changes that the store lacks: to be offered again after these.
    case missing([VectorEntry])
    /// It can never be admitted; only its own stream stops.
    case refused(Refusal)
}
