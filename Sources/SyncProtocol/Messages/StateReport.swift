/// What a replica computed from its log: the hub keeps it for others to compare theirs with.
///
/// Optional: a hub that does not know it reads over it.
package struct StateReport: Hashable, Sendable {
    package let state: DigestAnswer.StateDigest

    package init(_ state: DigestAnswer.StateDigest) { self.state = state }
}
