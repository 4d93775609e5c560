package import Causality

/// A device asks to be enrolled by an invite, its proofs found genuine.
package struct Redemption: Hashable, Sendable {
    package let invite: Link
    package let publicKey: [UInt8]
    package let member: MemberID

    package init(invite: Link, publicKey: [UInt8], member: MemberID) {
        self.invite = invite
        self.publicKey = publicKey
        self.member = member
    }
}
