package import Causality

/// What a store's contents can be wrong in, when they contradict what it says of itself.
package enum HistoryError: Error, Hashable, Sendable {
    /// A run that the store lists cannot be read.
    case runAbsent(UInt64)
    /// A run hangs on a change that the store does not hold.
    case chainBroken(VectorEntry)
    /// An append that does not follow from what is held; it would have been damage.
    case outOfOrder
    /// The cryptographic library failed to sign.
    case signingFailed
}
