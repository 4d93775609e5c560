/// Asks for the digests of the other side, as it stands.
package struct DigestQuery: Hashable, Sendable {
    package let number: UInt32

    package init(number: UInt32) { self.number = number }
}
