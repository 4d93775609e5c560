package import Causality
internal import History

/// The first message of both sides: who speaks, what it can speak, and about which workspace.
///
/// Nothing in it is secret. Its canonical bytes are what both proofs sign, so nobody between the two
/// can change a word of it, nor use an old proof again: each side gave a fresh nonce.
package struct Hello: Hashable, Sendable {
    package static let nonceByteCount = 32

    /// The versions of the protocol that the sender speaks.
    package let firstProtocol: UInt16
    package let lastProtocol: UInt16
    /// One bit for each optional part of the protocol; unknown bits are ignored.
    package let features: UInt64
    package let workspace: WorkspaceID
    /// The newest schema level that the sender understands; a hub, which understands none, says 0.
    package let schemaLevel: UInt32
    /// The sender's Ed25519 key: a replica's device key, or the hub's.
    package let publicKey: [UInt8]
    package let nonce: [UInt8]
    /// The sender's wall clock, milliseconds since 1970.
    package let wallMilliseconds: UInt64

    package init(
        firstProtocol: UInt16 = SessionLimits.protocolVersion,
        lastProtocol: UInt16 = SessionLimits.protocolVersion, features: UInt64 = 0,
        workspace: WorkspaceID, schemaLevel: UInt32, publicKey: [UInt8], nonce: [UInt8],
        wallMilliseconds: UInt64
    ) {
        self.firstProtocol = firstProtocol
        self.lastProtocol = lastProtocol
        self.features = features
        self.workspace = workspace
        self.schemaLevel = schemaLevel
        self.publicKey = publicKey
        self.nonce = nonce
        self.wallMilliseconds = wallMilliseconds
    }

    /// The newest version that both speak; nil where they share none.
    package func commonProtocol(with other: Hello) -> UInt16? {
        let first = max(firstProtocol, other.firstProtocol)
        let last = min(lastProtocol, other.lastProtocol)
        return first <= last ? last : nil
    }
}

extension Hello {
    package func write(to writer: inout CanonicalWriter) {
        writer.number(UInt64(firstProtocol))
        writer.number(UInt64(lastProtocol))
        writer.number(features)
        writer.identifier(workspace)
        writer.number(UInt64(schemaLevel))
        writer.raw(publicKey)
        writer.raw(nonce)
        writer.number(wallMilliseconds)
    }

    package init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let first = try reader.number(upTo: UInt64(UInt16.max))
        let last = try reader.number(upTo: UInt64(UInt16.max))
        guard first <= last else { throw .outOfRange }
        self.init(
            firstProtocol: UInt16(first), lastProtocol: UInt16(last),
            features: try reader.number(), workspace: try reader.identifier(),
            schemaLevel: UInt32(try reader.number(upTo: UInt64(UInt32.max))),
            publicKey: try reader.raw(StreamBirth.publicKeyByteCount),
            nonce: try reader.raw(Self.nonceByteCount),
            wallMilliseconds: try reader.number(upTo: HybridTimestamp.max.milliseconds))
    }
}
