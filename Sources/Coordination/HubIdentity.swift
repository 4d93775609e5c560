package import Causality
internal import History
internal import SyncProtocol

/// Which hub this is, and whose log it keeps: made once, the same for ever.
package struct HubIdentity: Sendable {
    package let workspace: WorkspaceID
    /// What people call the hub.
    package let name: String

    package init(workspace: WorkspaceID, name: String) {
        self.workspace = workspace
        self.name = name
    }
}

// Where a hub's log keeps what the hub itself must remember.
extension HistoryStore {
    func hubIdentity() throws -> HubIdentity? {
        guard let bytes = try value(named: HubNames.workspace),
            let workspace = WorkspaceID(bytes: bytes)
        else { return nil }
        let name = try value(named: HubNames.name) ?? []
        return HubIdentity(workspace: workspace, name: String(decoding: name, as: UTF8.self))
    }

    func set(_ identity: HubIdentity) throws {
        try set(identity.workspace.bytes, named: HubNames.workspace)
        try set(Array(identity.name.utf8), named: HubNames.name)
    }

    func hubEpoch() throws -> HubEpoch {
        let bytes = try value(named: HubNames.epoch) ?? []
        return HubEpoch(rawValue: bytes.reduce(0) { $0 << 8 | UInt64($1) })
    }

    func set(_ epoch: HubEpoch) throws {
        var writer = CanonicalWriter(capacity: 8)
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            writer.byte(UInt8(truncatingIfNeeded: epoch.rawValue >> shift))
        }
        try set(writer.bytes, named: HubNames.epoch)
    }
}

private enum HubNames {
    static let workspace = "hub.workspace"
    static let name = "hub.name"
    static let epoch = "hub.epoch"
}
