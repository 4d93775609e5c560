package import Causality

/// Which part of the history is folded when one looks back: a part that with each change holds all that it
/// was made upon.
package enum PastCut: Hashable, Sendable {
    /// What was written up to a time, in milliseconds since 1970 by the clocks of those who wrote.
    ///
    /// Measured by the effective stamp, so that no change is taken without what it depends on.
    case through(milliseconds: UInt64)
    /// One change and all that its author had when it was made.
    case change(Dot)
}
