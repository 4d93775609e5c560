/// How long to wait before the next attempt: twice as long each time, and never all at once.
///
/// Half of each pause is drawn at random, so that a thousand replicas whose hub restarts do not come
/// back in one wave. Source: M. Brooker, "Exponential Backoff And Jitter" (2015), "equal jitter".
package struct Backoff: Hashable, Sendable {
    private var next = TransportLimits.backoffBaseMilliseconds

    package init() {}

    /// The pause before the next attempt, in milliseconds; `random` is any number.
    package mutating func pause(random: UInt64) -> UInt64 {
        let whole = next
        next = min(next * 2, TransportLimits.backoffMaxMilliseconds)
        return whole / 2 + random % (whole / 2 + 1)
    }

    /// An attempt succeeded: the next failure begins anew.
    package mutating func reset() { next = TransportLimits.backoffBaseMilliseconds }
}
