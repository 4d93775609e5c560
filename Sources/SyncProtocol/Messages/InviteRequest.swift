package import Causality

/// An admin asks the hub to let one more device join.
///
/// The secret is made on the admin's device and stays in the link; the hub learns a hash of the key
/// that it makes (`InviteSecret.name`).
package struct InviteRequest: Hashable, Sendable {
    /// Chosen by the sender; the answer bears it too.
    package let number: UInt32
    package let invite: Link
    package let role: Role
    /// Set where the link is for a further device of a member; anyone may ask for their own.
    package let member: MemberID?
    /// The end of its validity by the hub's clock, milliseconds since 1970.
    package let expiresAtMilliseconds: UInt64

    package init(
        number: UInt32, invite: Link, role: Role, member: MemberID? = nil,
        expiresAtMilliseconds: UInt64
    ) {
        self.number = number
        self.invite = invite
        self.role = role
        self.member = member
        self.expiresAtMilliseconds = expiresAtMilliseconds
    }
}
