package import Causality

/// What a stream's name is made of: the device key that alone can seal it, and a nonce of one incarnation.
package struct StreamBirth: Hashable, Sendable {
    package static let publicKeyByteCount = 32
    package static let nonceByteCount = 16

    /// The device's Ed25519 public key, 32 bytes.
    package let publicKey: [UInt8]
    package let nonce: [UInt8]

    package init(publicKey: [UInt8], nonce: [UInt8]) {
        self.publicKey = publicKey
        self.nonce = nonce
    }

    /// The stream's name, the first 128 bits of `H(workspace, public key, nonce)`.
    package func stream(in workspace: WorkspaceID) -> StreamID {
        var writer = CanonicalWriter()
        writer.identifier(workspace)
        writer.counted(publicKey)
        writer.counted(nonce)
        let prefix = Hash.of(.stream, writer.bytes).prefix
        return StreamID(high: prefix.high, low: prefix.low)
    }
}
