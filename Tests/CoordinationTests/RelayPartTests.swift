import Causality
import GRDB
import History
import SQLiteStorage
import StoreConformance
import SyncProtocol
import SyncTransport
import SyncWire
import Testing

@testable import Coordination

/// The parts of the relay, each against what it must be equal to.
@Suite struct `The parts of a relay` {
    private func run(_ count: UInt64, bytes: Int) -> StoredRun {
        var stream = ScriptedStream(UInt8(truncatingIfNeeded: count))
        var batch = stream.batch()
        batch.encoded = [UInt8](repeating: 0, count: bytes)
        return StoredRun(
            position: LogPosition(count: count, hash: .origin), batch: batch, raisedStamps: [:])
    }

    @Test func `recent runs are pages of the log, or not known at all`() {
        let log = (1...60).map { run(UInt64($0), bytes: 10) }
        var recent = RecentRuns(lengthMaxBytes: 205)
        for start in stride(from: 0, to: 60, by: 7) {
            recent.append(Array(log[start..<min(start + 7, 60)]))
        }
        for after in UInt64(0)...60 {
            for last in after...60 {
                guard let page = recent.page(after: after, through: last, byteLimit: 45) else {
                    #expect(after < 40 || after == last)
                    continue
                }
                let expected = log.filter { $0.position.count > after && $0.position.count <= last }
                #expect(page == Array(expected.prefix(4)))
            }
        }
        #expect(recent.page(after: 39, through: 41, byteLimit: 1)?.count == nil)
        #expect(recent.page(after: 40, through: 42, byteLimit: 1)?.count == 1)
    }

    @Test func `the registry in the file keeps what its twin keeps`() throws {
        let queue = try DatabaseQueue()
        try queue.write { database in
            try RegistryTables.create(database)
            let stored = SQLiteRegistry(database, atMilliseconds: 5)
            let twin = InMemoryRegistry()
            let names = try (1...3).map { seed in
                try #require(InviteSecret(bytes: [UInt8](repeating: seed, count: 16))).name
            }
            for registry in [stored, twin] as [any HubRegistry] {
                for (index, name) in names.enumerated() {
                    try registry.add(
                        SyncProtocol.Invite(
                            name: name, role: index == 0 ? .admin : .viewer,
                            member: index == 2 ? MemberID(high: 1, low: 2) : nil,
                            expiresAtMilliseconds: UInt64(1_000 * index)))
                }
                let key = [UInt8](repeating: 1, count: 32)
                try registry.enrol(
                    Enrolment(
                        publicKey: key, member: MemberID(high: 0, low: 9),
                        roles: [.admin, .service]), redeeming: names[0])
                try registry.enrol(
                    Enrolment(
                        publicKey: key.map { $0 + 1 }, member: MemberID(high: 0, low: 8),
                        roles: [], isRemoved: true), redeeming: nil)
            }
            #expect(try stored.enrolments() == twin.enrolments())
            #expect(try stored.openInvites() == twin.openInvites())
            for name in names {
                #expect(try stored.invite(named: name) == twin.invite(named: name))
            }
            #expect(try stored.enrolment(of: []) == nil)
        }
    }

    @Test func `a device that used up its bytes is refused, up to the last byte it is not`() throws
    {
        let hub = try TestHub()
        let store = try HubStore(
            hub.directory, access: .readWrite, wallMilliseconds: { TestWorld.wall })
        var stream = ScriptedStream(4, in: hub.link.workspace)
        var batches = [stream.batch(), stream.batch()]
        for index in batches.indices {
            batches[index].encoded = try ColumnarBatchCoding().encode(batches[index])
        }
        let lengths = batches.compactMap(\.encoded?.count)
        let outcomes = try store.write { history, registry in
            try registry.enrol(
                Enrolment(publicKey: stream.key.publicKey, member: stream.author, roles: []),
                redeeming: nil)
            let room = UInt64(lengths[0])
            try registry.addStoredBytes(
                Int(HubLimits.deviceMaxBytes - room), of: stream.key.publicKey)
            return try AdmissionRound(batches, history, registry).outcomes.map { outcome in
                if case .verdict(let verdict) = outcome { verdict } else { Verdict.missing([]) }
            }
        }
        guard case .durable = outcomes[0] else {
            Issue.record("\(outcomes[0])")
            return
        }
        #expect(outcomes[1] == .refused(.overQuota))
    }
}
