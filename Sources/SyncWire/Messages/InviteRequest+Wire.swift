import Causality
import SyncProtocol

extension InviteRequest: MessageBody {
    static let type = MessageType.inviteRequest

    func write(to writer: inout CanonicalWriter) {
        writer.number(UInt64(number))
        writer.link(invite)
        writer.byte(role.rawValue)
        writer.optional(member) { writer, member in writer.identifier(member) }
        writer.number(expiresAtMilliseconds)
    }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let number = try reader.number32()
        let invite = try reader.link()
        let role = try reader.role()
        let member = try reader.flag() ? try reader.identifier(MemberID.self) : nil
        self.init(
            number: number, invite: invite, role: role, member: member,
            expiresAtMilliseconds: try reader.milliseconds())
    }
}
