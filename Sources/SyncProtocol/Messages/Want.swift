package import Causality

/// One head that the asker lacks, with what it has of that stream, so that no more than the rest is sent.
package struct Want: Hashable, Comparable, Sendable {
    package let entry: VectorEntry
    /// The heads of the stream's branches that the asker holds, ascending; the answer begins behind
    /// the newest of them that lies before `entry`.
    package let held: [Head]

    package init(_ entry: VectorEntry, held: [Head]) {
        self.entry = entry
        self.held = held
    }

    package static func < (left: Want, right: Want) -> Bool { left.entry < right.entry }
}
