package import Causality
package import History

/// Who writes in this database, kept inside it.
package struct ReplicaIdentity: Hashable, Sendable {
    static let name = "identity"
    private static let format: UInt8 = 1

    /// Names the anchor of this copy; a copied database gets another.
    package var replica: [UInt8]
    package let member: MemberID
    /// The stream open for writing; nil until the first write.
    package var birth: StreamBirth?
    /// The last stamp made or folded in, and the offset that the last handshake measured.
    package var clock: HybridClock
    /// The log position up to which the newest own change names its dependencies.
    package var dependedOn: UInt64

    package init(
        replica: [UInt8], member: MemberID, birth: StreamBirth? = nil,
        clock: HybridClock = HybridClock(), dependedOn: UInt64 = 0
    ) {
        self.replica = replica
        self.member = member
        self.birth = birth
        self.clock = clock
        self.dependedOn = dependedOn
    }

    package var replicaName: String { Hexadecimal.text(replica) }

    var bytes: [UInt8] {
        var writer = CanonicalWriter()
        writer.byte(Self.format)
        writer.counted(replica)
        writer.identifier(member)
        writer.counted(birth?.publicKey ?? [])
        writer.counted(birth?.nonce ?? [])
        writer.number(clock.last.raw)
        writer.signed(clock.offsetMilliseconds)
        writer.number(dependedOn)
        return writer.bytes
    }

    init(bytes: [UInt8]) throws(CanonicalError) {
        var reader = CanonicalReader(bytes)
        let format = try reader.byte()
        guard format == Self.format else { throw .unknownTag(format) }
        replica = try reader.counted(upTo: 64)
        member = try reader.identifier()
        let key = try reader.counted(upTo: 64)
        let nonce = try reader.counted(upTo: 64)
        birth = key.isEmpty ? nil : StreamBirth(publicKey: key, nonce: nonce)
        let last = HybridTimestamp(raw: try reader.number(upTo: HybridTimestamp.max.raw))
        clock = HybridClock(last: last, offsetMilliseconds: try reader.signed())
        dependedOn = try reader.number()
        try reader.finish()
    }
}
