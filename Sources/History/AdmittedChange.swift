package import Causality

/// A change whose chain, seal and dependencies were found good, with what its place in history gives it.
package struct AdmittedChange: Hashable, Sendable {
    package let change: Change
    package let link: Link
    /// The stream, or once the stream is known to be forked the branch, that names this change's operations.
    package let branch: StreamID
    /// `max(stamp, 1 + e(previous), 1 + e(each dependency))`: orders every fold, extends causality.
    package let effective: UInt64

    package init(change: Change, link: Link, branch: StreamID, effective: UInt64) {
        self.change = change
        self.link = link
        self.branch = branch
        self.effective = effective
    }

    package var dot: Dot { Dot(branch, change.header.sequence) }
}
