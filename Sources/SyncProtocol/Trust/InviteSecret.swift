package import Causality
internal import History

/// The one-time secret of an invite link, and what is made of it.
package struct InviteSecret: Sendable {
    /// Sixteen random bytes cannot be guessed, and make a link that fits a line.
    package static let byteCount = 16

    package let bytes: [UInt8]
    private let key: DeviceKey

    /// Takes sixteen secret bytes; nil for any other number of them.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount,
            let key = DeviceKey(seed: Hash.of(.invite, bytes).bytes)
        else { return nil }
        self.bytes = bytes
        self.key = key
    }

    /// What the hub keeps of the link: a hash of the public key that the secret makes.
    package var name: Link { Self.name(of: key.publicKey) }

    package static func name(of inviteKey: [UInt8]) -> Link { Hash.of(.invite, inviteKey) }

    /// Proves in one handshake that this secret is held; nil only if signing fails.
    package func proof(of transcript: Transcript, joiningAs member: MemberID) -> InviteProof? {
        key.signature(for: transcript.message(forInviteOf: member)).map { signature in
            InviteProof(inviteKey: key.publicKey, signature: signature, member: member)
        }
    }
}

extension InviteProof {
    package func isGenuine(in transcript: Transcript) -> Bool {
        DeviceKey.isValid(
            signature, for: transcript.message(forInviteOf: member), by: inviteKey)
    }
}
