import Coordination
import History
import StoreConformance
import SyncProtocol
import SyncTransport
import Synchronization
import Testing

/// What a hub does when the disk is full, and when it is asked to stop.
@Suite(.serialized) struct `A hub in trouble` {
    @Test func `without room pushes are refused for now, pulls go on`() throws {
        // Shared with the hub's thread for as long as the test lasts.
        let room = Room()
        let hub = try TestHub(TestWorld.hub(freeBytes: { _ in room.bytes }))
        let tokyo = TestReplica(1, invite: hub.link)
        try tokyo.write(4)
        _ = try tokyo.sync()
        let recife = TestReplica(2, invite: try hub.invite())
        try recife.write(1)
        room.set(HubLimits.freeSpaceMinBytes - 1)
        let error = #expect(throws: TransportError.self) { try recife.sync() }
        #expect(error?.reason == .diskFull)
        #expect(error?.isRetryable == true)
        #expect(try recife.history.vector().count == 2)
        room.set(HubLimits.freeSpaceMinBytes)
        #expect(try recife.sync().changesSent == 1)
        #expect(try hub.status().changes == 5)
    }

    @Test func `a drain says goodbye to those who watch`() throws {
        let hub = try TestHub()
        let replica = TestReplica(1, invite: hub.link)
        let stop = StopRequest()
        let told = Mutex<[GoodbyeReason]>([])
        var plan = SyncPlan(
            endpoint: hub.link.endpoint, workspace: hub.link.workspace,
            deviceKey: replica.writer.key, hubKey: hub.link.hubKey, schemaLevel: 1)
        plan.joining = .init(secret: hub.link.secret, member: replica.member)
        try ReplicaConnection.watch(
            plan, host: replica, in: TestWorld.sync, until: stop
        ) { event in
            switch event {
            case .caughtUp: hub.stop()
            case .interrupted(let error, _):
                if let reason = error.reason { told.withLock { $0.append(reason) } }
                stop.ask()
            default: return
            }
        }
        #expect(told.withLock { $0 } == [.draining])
    }
}

private final class Room: Sendable {
    private let free = Mutex<UInt64>(.max)

    var bytes: UInt64 { free.withLock { $0 } }

    func set(_ bytes: UInt64) { free.withLock { $0 = bytes } }
}
