package import Causality

/// A change written here and not yet sealed, hence never sent: the only kind that may still be re-labelled.
package struct LocalChange: Hashable, Sendable {
    package let change: Change
    package let link: Link
    package let effective: UInt64

    package init(change: Change, link: Link, effective: UInt64) {
        self.change = change
        self.link = link
        self.effective = effective
    }
}
