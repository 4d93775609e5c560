package import Causality
internal import Foundation
package import GRDB
package import SyncProtocol

/// The registry in a hub's file, as seen from inside one transaction of it.
package final class SQLiteRegistry: HubRegistry {
    private let database: Database
    private let wallMilliseconds: UInt64

    package init(_ database: Database, atMilliseconds wall: UInt64) {
        self.database = database
        wallMilliseconds = wall
    }

    package func enrolment(of publicKey: [UInt8]) throws -> Enrolment? {
        let sql = "SELECT public_key, member, roles, removed FROM device WHERE public_key = ?"
        return try Row.fetchOne(
            database.cachedStatement(sql: sql), arguments: [Data(publicKey)]
        ).map(Self.enrolment)
    }

    package func enrolments() throws -> [Enrolment] {
        let sql = "SELECT public_key, member, roles, removed FROM device ORDER BY number"
        return try Row.fetchAll(database.cachedStatement(sql: sql)).map(Self.enrolment)
    }

    package func invite(named name: Link) throws -> Invite? {
        let sql = "SELECT name, role, member, expires_at, used_by FROM invite WHERE name = ?"
        return try Row.fetchOne(
            database.cachedStatement(sql: sql), arguments: [Data(name.bytes)]
        ).map(Self.invite)
    }

    package func openInvites() throws -> [Invite] {
        let sql = """
            SELECT name, role, member, expires_at, used_by FROM invite
            WHERE used_by IS NULL ORDER BY name
            """
        return try Row.fetchAll(database.cachedStatement(sql: sql)).map(Self.invite)
    }

    package func add(_ invite: Invite) throws {
        let sql = """
            INSERT INTO invite (name, role, member, expires_at, used_by) VALUES (?, ?, ?, ?, ?)
            """
        try database.cachedStatement(sql: sql).execute(arguments: [
            Data(invite.name.bytes), Int64(invite.role.rawValue),
            invite.member.map { Data($0.bytes) },
            Int64(clamping: invite.expiresAtMilliseconds), invite.usedBy.map { Data($0) },
        ])
    }

    package func enrol(_ enrolment: Enrolment, redeeming invite: Link?) throws {
        let sql = """
            INSERT INTO device (public_key, member, roles, removed, enrolled_at, stored_bytes)
            VALUES (?, ?, ?, ?, ?, 0)
            ON CONFLICT (public_key) DO UPDATE
            SET member = excluded.member, roles = excluded.roles, removed = excluded.removed
            """
        try database.cachedStatement(sql: sql).execute(arguments: [
            Data(enrolment.publicKey), Data(enrolment.member.bytes),
            Data(enrolment.roles.map(\.rawValue)), enrolment.isRemoved ? 1 : 0,
            Int64(clamping: wallMilliseconds),
        ])
        guard let invite else { return }
        let redeem = "UPDATE invite SET used_by = ? WHERE name = ?"
        #if !RAILYARD_BUG_INVITE_REUSED  // Trips `a link lets one device in, once`.
            try database.cachedStatement(sql: redeem)
                .execute(arguments: [Data(enrolment.publicKey), Data(invite.bytes)])
        #endif
    }

    // Beyond the port: what devices take up, and where they stand

    /// The encoded bytes that a device's streams take up here.
    func storedBytes(of publicKey: [UInt8]) throws -> UInt64 {
        let sql = "SELECT stored_bytes FROM device WHERE public_key = ?"
        let bytes = try Int64.fetchOne(
            database.cachedStatement(sql: sql), arguments: [Data(publicKey)])
        return UInt64(clamping: bytes ?? 0)
    }

    func addStoredBytes(_ count: Int, of publicKey: [UInt8]) throws {
        let sql = "UPDATE device SET stored_bytes = stored_bytes + ? WHERE public_key = ?"
        try database.cachedStatement(sql: sql).execute(arguments: [count, Data(publicKey)])
    }

    func noteSeen(_ publicKey: [UInt8], upTo position: UInt64?) throws {
        let sql = """
            UPDATE device SET seen_at = ?, seen_position = COALESCE(?, seen_position)
            WHERE public_key = ?
            """
        try database.cachedStatement(sql: sql).execute(arguments: [
            Int64(clamping: wallMilliseconds), position.map { Int64(clamping: $0) },
            Data(publicKey),
        ])
    }

    // Rows

    private static func enrolment(_ row: Row) throws -> Enrolment {
        let roles: Data = row[2]
        return Enrolment(
            publicKey: bytes(row[0]), member: try member(row[1]),
            roles: roles.compactMap { Role(rawValue: $0) }, isRemoved: row[3])
    }

    private static func invite(_ row: Row) throws -> Invite {
        guard let name = Link(bytes: bytes(row[0])),
            let role = UInt8(exactly: row[1] as Int64).flatMap({ Role(rawValue: $0) })
        else { throw damaged }
        let owner: Data? = row[2]
        let device: Data? = row[4]
        return Invite(
            name: name, role: role, member: try owner.map(member),
            expiresAtMilliseconds: UInt64(clamping: row[3] as Int64),
            usedBy: device.map(bytes))
    }

    private static func bytes(_ data: Data) -> [UInt8] { Array(data) }

    private static func member(_ data: Data) throws -> MemberID {
        guard let member = MemberID(bytes: Array(data)) else { throw damaged }
        return member
    }

    private static var damaged: HubFailure {
        HubFailure(
            "registryDamaged", "The hub's list of devices and invites is damaged.",
            hint: "Restore the hub's directory from a backup; replicas refill the log.")
    }
}
