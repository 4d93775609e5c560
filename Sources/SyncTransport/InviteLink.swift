package import Causality
internal import History
package import SyncProtocol

/// Everything that a new device needs to join, in one line: `railyard://HOST:PORT/#WORKSPACE.KEY.SECRET`.
///
/// What is behind the `#` never leaves the device, even if somebody opens the link in a browser. The
/// key pins the hub; the secret lets one device in, once.
package struct InviteLink: Sendable, CustomStringConvertible {
    package static let scheme = "railyard://"

    package let endpoint: Endpoint
    package let workspace: WorkspaceID
    /// The hub's Ed25519 public key.
    package let hubKey: [UInt8]
    package let secret: InviteSecret

    package init(
        endpoint: Endpoint, workspace: WorkspaceID, hubKey: [UInt8], secret: InviteSecret
    ) {
        self.endpoint = endpoint
        self.workspace = workspace
        self.hubKey = hubKey
        self.secret = secret
    }

    /// Reads a link as it was pasted; nil where it is none.
    package init?(_ text: String) {
        let lower = text.lowercased()
        guard lower.hasPrefix(Self.scheme), lower.utf8.count <= TransportLimits.linkLengthMaxBytes,
            let hash = lower.firstIndex(of: "#")
        else { return nil }
        var address = lower[..<hash].dropFirst(Self.scheme.count)
        if address.hasSuffix("/") { address = address.dropLast() }
        let parts = lower[lower.index(after: hash)...].split(
            separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let endpoint = Endpoint(address),
            let workspace = WorkspaceID(hexadecimal: parts[0]),
            let hubKey = Hexadecimal.bytes(parts[1]),
            hubKey.count == StreamBirth.publicKeyByteCount,
            let secretBytes = Hexadecimal.bytes(parts[2]),
            let secret = InviteSecret(bytes: secretBytes)
        else { return nil }
        self.init(endpoint: endpoint, workspace: workspace, hubKey: hubKey, secret: secret)
    }

    package var description: String {
        let key = Hexadecimal.text(hubKey)
        return "\(Self.scheme)\(endpoint)/#\(workspace).\(key).\(Hexadecimal.text(secret.bytes))"
    }
}
