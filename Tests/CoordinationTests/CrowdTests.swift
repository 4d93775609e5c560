import Coordination
import Dispatch
import History
import StoreConformance
import SyncTransport
import Synchronization
import Testing

/// Many replicas at once, and those who stay to listen.
@Suite(.serialized) struct `A crowd at one hub` {
    /// Replicas at once, far more than this machine has cores.
    private static let crowd: UInt8 = 24

    @Test func `replicas that come all at once are all equal in the end`() throws {
        let hub = try TestHub()
        _ = try TestReplica(200, invite: hub.link).sync()
        let links = try (0..<Self.crowd).map { _ in try hub.invite() }
        let replicas = (0..<Self.crowd).map { seed in
            Crowded(TestReplica(seed + 1, invite: links[Int(seed)]))
        }
        for round in 0..<2 {
            let failures = Mutex<[String]>([])
            let group = DispatchGroup()
            for replica in replicas {
                DispatchQueue.global().async(group: group) {
                    do {
                        if round == 0 { try replica.replica.write(5) }
                        _ = try replica.replica.sync()
                    } catch {
                        failures.withLock { $0.append("\(error)") }
                    }
                }
            }
            group.wait()
            #expect(failures.withLock { $0 } == [])
        }
        let digest = try hub.status().logDigest
        for replica in replicas { #expect(try replica.replica.digest == digest) }
        #expect(try hub.status().changes == 5 * UInt64(Self.crowd))
    }

    @Test func `who watches hears of a change without asking`() throws {
        let hub = try TestHub()
        let listener = TestReplica(1, invite: hub.link)
        let writer = Crowded(TestReplica(2, invite: try hub.invite()))
        let stop = StopRequest()
        let plan = listener.plan()
        var heard: UInt64 = 0
        try ReplicaConnection.watch(
            plan, host: listener, in: TestWorld.sync, until: stop
        ) { event in
            switch event {
            case .caughtUp where heard == 0 && !writer.hasBegun:
                writer.hasBegun = true
                DispatchQueue.global().async {
                    try? writer.replica.write(3)
                    _ = try? writer.replica.sync()
                }
            case .received(let changes):
                heard += changes
                stop.ask()
            default: return
            }
        }
        #expect(heard == 3)
        #expect(try listener.history.vector() == writer.replica.history.vector())
    }
}

/// Handed from thread to thread, used by one at a time.
private final class Crowded: @unchecked Sendable {
    let replica: TestReplica
    var hasBegun = false

    init(_ replica: TestReplica) { self.replica = replica }
}
