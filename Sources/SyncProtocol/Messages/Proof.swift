/// Shows that the sender holds the secret key of the public one in its hello.
package struct Proof: Hashable, Sendable {
    /// Ed25519 over the hash of the sender's role and both hellos; see `Transcript`.
    package let signature: [UInt8]
    /// Present where a device is not enrolled yet and joins by a link.
    package let invite: InviteProof?

    package init(signature: [UInt8], invite: InviteProof? = nil) {
        self.signature = signature
        self.invite = invite
    }
}
