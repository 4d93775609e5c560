package import Causality

/// A divergence of a stream that an append made known: one dot with two contents.
package struct Fork: Hashable, Sendable {
    /// A stretch that bears another name since: what was folded under the old one is folded anew.
    package struct Renaming: Hashable, Sendable {
        package let source: StreamID
        package let target: StreamID
        /// The changes from this sequence on, up to the old segment's tip and beyond.
        package let first: UInt64

        package init(from source: StreamID, to target: StreamID, first: UInt64) {
            self.source = source
            self.target = target
            self.first = first
        }
    }

    package let stream: StreamID
    /// The last change that all branches share; sequence 0 where they share none.
    package let after: Head
    /// All branches that begin behind it, ascending.
    package let branches: [StreamID]
    /// The stretch that this divergence gave its own name; nil where it had one already.
    package let renaming: Renaming?

    package init(stream: StreamID, after: Head, branches: [StreamID], renaming: Renaming?) {
        self.stream = stream
        self.after = after
        self.branches = branches
        self.renaming = renaming
    }
}
