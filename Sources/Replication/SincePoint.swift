package import Causality

/// A point from which on a delta is asked: of time, or of history.
package enum SincePoint: Sendable {
    /// Milliseconds since 1970.
    case time(UInt64)
    case vector(VersionVector)
}
