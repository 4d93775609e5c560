package import Causality
package import History

/// What a replica session is told at its beginning.
package struct ReplicaSessionConfiguration: Sendable {
    package let workspace: WorkspaceID
    package let deviceKey: DeviceKey
    /// The hub's public key, as the invite link named it.
    package let hubKey: [UInt8]
    package let schemaLevel: UInt32
    /// Thirty-two fresh random bytes.
    package let nonce: [UInt8]
    /// What ties the proofs to the connection; empty on a plain one.
    package let binding: [UInt8]
    /// Present until the device is enrolled.
    package let joining: Joining?
    package let creditBytes: UInt32

    /// How a device that is not enrolled yet means to be.
    package struct Joining: Sendable {
        package let secret: InviteSecret
        package let member: MemberID

        package init(secret: InviteSecret, member: MemberID) {
            self.secret = secret
            self.member = member
        }
    }

    package init(
        workspace: WorkspaceID, deviceKey: DeviceKey, hubKey: [UInt8], schemaLevel: UInt32,
        nonce: [UInt8], binding: [UInt8] = [], joining: Joining? = nil,
        creditBytes: UInt32 = SessionLimits.creditWindowBytes
    ) {
        self.workspace = workspace
        self.deviceKey = deviceKey
        self.hubKey = hubKey
        self.schemaLevel = schemaLevel
        self.nonce = nonce
        self.binding = binding
        self.joining = joining
        self.creditBytes = creditBytes
    }
}
