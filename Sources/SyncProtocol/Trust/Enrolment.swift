package import Causality

/// A device that the hub lets in, and whose it is.
package struct Enrolment: Hashable, Sendable {
    package let publicKey: [UInt8]
    package let member: MemberID
    package let roles: [Role]
    /// A removed device stays known, so that what it sealed before still verifies.
    package var isRemoved: Bool

    package init(publicKey: [UInt8], member: MemberID, roles: [Role], isRemoved: Bool = false) {
        self.publicKey = publicKey
        self.member = member
        self.roles = roles
        self.isRemoved = isRemoved
    }
}
