package import Causality

/// The digests of the sender, for `rail sync --verify`.
///
/// Digests say something only at equal tags; the relay does not know what a state is and passes on
/// what other devices reported under the tag that the asking one reported.
package struct DigestAnswer: Hashable, Sendable {
    /// A state digest with the tag under which it may be compared; both opaque here.
    package struct StateDigest: Hashable, Sendable {
        package let tag: [UInt8]
        package let digest: Link

        package init(tag: [UInt8], digest: Link) {
            self.tag = tag
            self.digest = digest
        }
    }

    package let number: UInt32
    package let logDigest: Link
    package let states: [StateDigest]

    package init(number: UInt32, logDigest: Link, states: [StateDigest] = []) {
        self.number = number
        self.logDigest = logDigest
        self.states = states
    }
}
