package import Causality
package import History

/// One write of a random history and all that its author had seen: enough to tell by hand what stands.
package struct Trace<Said: Hashable> {
    package let dot: Dot
    package let stamp: HybridTimestamp
    package let seen: VersionVector
    package let said: Said

    package init(_ change: AdmittedChange, seen: VersionVector, _ said: Said) {
        dot = change.dot
        stamp = change.change.header.stamp
        self.seen = seen
        self.said = said
    }

    /// Says whether its author knew of another write, or made it in the same change.
    package func saw<Other>(_ other: Trace<Other>) -> Bool {
        seen.covers(other.dot) || dot == other.dot
    }
}

extension Array {
    /// Those that nobody who wrote later had seen.
    package func standing<Said>() -> [Trace<Said>] where Element == Trace<Said> {
        filter { trace in !contains { $0.dot != trace.dot && $0.saw(trace) } }
    }

    /// What stands and was written last by its writer's clock; the stream decides between equal ones.
    package func shown<Said>() -> Said? where Element == Trace<Said> {
        standing().max { ($0.stamp.raw, $0.dot) < ($1.stamp.raw, $1.dot) }?.said
    }

    /// Those of which somebody who has seen so much knows.
    package func known<Said>(at seen: VersionVector) -> Self where Element == Trace<Said> {
        filter { seen.covers($0.dot) }
    }
}
