package import Causality

/// Shows that a device holds the one-time secret of an invite link, without sending it.
///
/// The secret is the seed of a key pair. The hub keeps only a hash of that pair's public key, so
/// neither who reads the connection nor who reads the hub's file can join with what is found there.
package struct InviteProof: Hashable, Sendable {
    /// The public key that the link's secret makes.
    package let inviteKey: [UInt8]
    /// Ed25519 by that key over both hellos and the member that joins.
    package let signature: [UInt8]
    /// The name under which the device has written, or will write; taken unless it is another's.
    package let member: MemberID

    package init(inviteKey: [UInt8], signature: [UInt8], member: MemberID) {
        self.inviteKey = inviteKey
        self.signature = signature
        self.member = member
    }
}
