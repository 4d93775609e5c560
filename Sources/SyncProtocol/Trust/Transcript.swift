package import Causality
internal import History

/// What both sides of a handshake sign: who signs, and every word of both hellos.
///
/// The workspace, both keys, both nonces and the protocol range are in the hellos; the binding ties
/// the proof to the connection under it (the TLS exporter; empty on a plain loopback connection).
package struct Transcript: Hashable, Sendable {
    /// Who signs: a proof by one side never passes for one by another.
    package enum Signer: UInt8, Sendable {
        case hub = 1
        case replica = 2
        case invite = 3
    }

    private let hash: Link

    package init(replica: Hello, hub: Hello, binding: [UInt8] = []) {
        var writer = CanonicalWriter(capacity: 256)
        replica.write(to: &writer)
        hub.write(to: &writer)
        writer.counted(binding)
        hash = Hash.of(.proof, writer.bytes)
    }

    /// The message that a side signs with the key of its hello.
    package func message(for signer: Signer) -> [UInt8] {
        var writer = CanonicalWriter(capacity: 33)
        writer.byte(signer.rawValue)
        writer.link(hash)
        return Hash.of(.proof, writer.bytes).bytes
    }

    /// The message that a joining device signs with the invite's key: the member is part of it.
    package func message(forInviteOf member: MemberID) -> [UInt8] {
        var writer = CanonicalWriter(capacity: 49)
        writer.byte(Signer.invite.rawValue)
        writer.link(hash)
        writer.identifier(member)
        return Hash.of(.proof, writer.bytes).bytes
    }
}

extension Transcript {
    /// Says whether a proof's signature is that signer's.
    package func isSigned(_ signature: [UInt8], by signer: Signer, _ publicKey: [UInt8]) -> Bool {
        DeviceKey.isValid(signature, for: message(for: signer), by: publicKey)
    }
}
