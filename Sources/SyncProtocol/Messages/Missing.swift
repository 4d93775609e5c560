/// Asks for changes that the sender lacks: found by comparing vectors, or needed before a batch
/// that was offered and that is therefore asked for again.
///
/// Retryable by nature: nothing is wrong with the batch. The receiver offers what is wanted in the
/// order in which it stores it itself, other people's sealed runs too.
package struct Missing: Hashable, Sendable {
    /// Ascending.
    package let wants: [Want]

    package init(wants: [Want]) { self.wants = wants }
}
