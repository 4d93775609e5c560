import Causality
import History
import SyncProtocol

extension Proof: MessageBody {
    static let type = MessageType.proof

    func write(to writer: inout CanonicalWriter) {
        writer.raw(signature)
        writer.optional(invite) { writer, invite in
            writer.raw(invite.inviteKey)
            writer.raw(invite.signature)
            writer.identifier(invite.member)
        }
    }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let signature = try reader.raw(Seal.signatureByteCount)
        var invite: InviteProof?
        if try reader.flag() {
            invite = InviteProof(
                inviteKey: try reader.raw(StreamBirth.publicKeyByteCount),
                signature: try reader.raw(Seal.signatureByteCount),
                member: try reader.identifier())
        }
        self.init(signature: signature, invite: invite)
    }
}
