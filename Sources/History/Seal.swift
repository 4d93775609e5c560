package import Causality
internal import Crypto

/// The one signature that covers a run of a stream up to and including `head`.
package struct Seal: Hashable, Sendable {
    package static let signatureByteCount = 64

    package let head: Head
    package let signature: [UInt8]

    package init(head: Head, signature: [UInt8]) {
        self.head = head
        self.signature = signature
    }

    /// What is signed: the workspace, the stream and the head, hashed under a domain of their own.
    package static func message(
        workspace: WorkspaceID, stream: StreamID, head: Head
    ) -> [UInt8] {
        var writer = CanonicalWriter()
        writer.identifier(workspace)
        writer.identifier(stream)
        writer.number(head.sequence)
        writer.link(head.link)
        return Hash.of(.seal, writer.bytes).bytes
    }

    /// Says whether the key that the stream is named after made this seal.
    package func isGenuine(
        workspace: WorkspaceID, stream: StreamID, birth: StreamBirth
    ) -> Bool {
        guard birth.stream(in: workspace) == stream,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: birth.publicKey)
        else { return false }
        let message = Self.message(workspace: workspace, stream: stream, head: head)
        return key.isValidSignature(signature, for: message)
    }
}
