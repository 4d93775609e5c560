import Causality
import SyncProtocol

extension Welcome: MessageBody {
    static let type = MessageType.welcome

    func write(to writer: inout CanonicalWriter) {
        writer.identifier(member)
        writer.number(roles.count)
        for role in roles { writer.byte(role.rawValue) }
        writer.identifier(hub)
        writer.number(epoch.rawValue)
        writer.number(UInt64(limits.creditBytes))
        writer.number(UInt64(limits.idleMaxMilliseconds))
        writer.number(wallMilliseconds)
        writer.entries(ownHeads)
    }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let member = try reader.identifier(MemberID.self)
        let roleCount = try reader.count(upTo: SessionLimits.rolesMax)
        var roles: [Role] = []
        for _ in 0..<roleCount { roles.append(try reader.role()) }
        let hub = try reader.identifier(HubID.self)
        let epoch = HubEpoch(rawValue: try reader.number())
        let limits = GrantedLimits(
            creditBytes: try reader.credit(), idleMaxMilliseconds: try reader.number32())
        self.init(
            member: member, roles: roles, hub: hub, epoch: epoch, limits: limits,
            wallMilliseconds: try reader.milliseconds(), ownHeads: try reader.entries())
    }
}
