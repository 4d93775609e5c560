package import Causality

/// An invite link as the hub keeps it: never the secret, only a hash of what it makes.
package struct Invite: Hashable, Sendable {
    package let name: Link
    package let role: Role
    /// The member whose further device it is for; nil for somebody new.
    package let member: MemberID?
    package let expiresAtMilliseconds: UInt64
    /// The device that joined by it; nil while it is open.
    package var usedBy: [UInt8]?

    package init(
        name: Link, role: Role, member: MemberID? = nil, expiresAtMilliseconds: UInt64,
        usedBy: [UInt8]? = nil
    ) {
        self.name = name
        self.role = role
        self.member = member
        self.expiresAtMilliseconds = expiresAtMilliseconds
        self.usedBy = usedBy
    }
}
