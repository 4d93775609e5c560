package import Causality
package import History

/// What a hub session is told at its beginning.
package struct HubSessionConfiguration: Sendable {
    package let workspace: WorkspaceID
    package let hubKey: DeviceKey
    /// Thirty-two fresh random bytes.
    package let nonce: [UInt8]
    /// What ties the proofs to the connection; empty on a plain one.
    package let binding: [UInt8]
    package let limits: GrantedLimits

    package init(
        workspace: WorkspaceID, hubKey: DeviceKey, nonce: [UInt8], binding: [UInt8] = [],
        limits: GrantedLimits = GrantedLimits()
    ) {
        self.workspace = workspace
        self.hubKey = hubKey
        self.nonce = nonce
        self.binding = binding
        self.limits = limits
    }

    package var hub: HubID { HubID(publicKey: hubKey.publicKey) }
}
