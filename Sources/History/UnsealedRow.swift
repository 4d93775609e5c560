package import Causality

/// One's own unsealed change as far as a damaged store can still tell.
package struct UnsealedRow: Hashable, Sendable {
    package let sequence: UInt64
    /// Nil where it cannot be read back.
    package let change: Change?
    /// The link as it was kept, nil where it cannot be read.
    package let link: Link?

    package init(sequence: UInt64, change: Change?, link: Link?) {
        self.sequence = sequence
        self.change = change
        self.link = link
    }
}
