package import Causality

/// Where a held change stands: the branch that names it, and its effective stamp.
package struct ChangePlace: Hashable, Sendable {
    package let branch: StreamID
    package let effective: UInt64

    package init(branch: StreamID, effective: UInt64) {
        self.branch = branch
        self.effective = effective
    }
}
