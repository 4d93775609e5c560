package import Causality
package import History
package import SyncProtocol

/// What a replica means to do at which hub.
package struct SyncPlan: Sendable {
    package let endpoint: Endpoint
    package let workspace: WorkspaceID
    package let deviceKey: DeviceKey
    /// The hub's public key, as the invite link named it.
    package let hubKey: [UInt8]
    package let schemaLevel: UInt32
    /// Present until the device is enrolled.
    package var joining: ReplicaSessionConfiguration.Joining?
    /// Invite links to be opened, each under a number of its own.
    package var invites: [InviteRequest] = []
    /// Compares the log digests at the end.
    package var comparesDigests = true
    /// Reports the state with that, and compares it with what other devices reported: it is read whole.
    package var comparesStates = false

    package init(
        endpoint: Endpoint, workspace: WorkspaceID, deviceKey: DeviceKey, hubKey: [UInt8],
        schemaLevel: UInt32, joining: ReplicaSessionConfiguration.Joining? = nil
    ) {
        self.endpoint = endpoint
        self.workspace = workspace
        self.deviceKey = deviceKey
        self.hubKey = hubKey
        self.schemaLevel = schemaLevel
        self.joining = joining
    }

    func session(nonce: [UInt8]) -> ReplicaSessionConfiguration {
        ReplicaSessionConfiguration(
            workspace: workspace, deviceKey: deviceKey, hubKey: hubKey,
            schemaLevel: schemaLevel, nonce: nonce, joining: joining)
    }
}
