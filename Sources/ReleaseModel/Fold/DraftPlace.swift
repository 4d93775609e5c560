package import Causality

/// Where and when a change will stand once it is written: everything that a draft needs and must not invent.
package struct DraftPlace: Hashable, Sendable {
    package let dot: Dot
    package let stamp: HybridTimestamp
    package let effective: UInt64
    package let author: MemberID

    package init(dot: Dot, stamp: HybridTimestamp, effective: UInt64, author: MemberID) {
        self.dot = dot
        self.stamp = stamp
        self.effective = effective
        self.author = author
    }
}
