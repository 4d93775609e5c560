import Causality
import Coordination
import History
import StoreConformance
import SyncProtocol
import SyncTransport
import Synchronization
import Testing

/// Real sockets, real files, one hub: what teams do with it.
@Suite(.serialized) struct `Teams at one hub` {
    @Test func `two replicas write apart and are equal after meeting the hub`() throws {
        let hub = try TestHub()
        let tokyo = TestReplica(1, invite: hub.link)
        let recife = TestReplica(2, invite: try hub.invite())
        try tokyo.write(40)
        try recife.write(3)
        let first = try tokyo.sync()
        #expect(first.changesSent == 40 && first.isComplete && first.isIdentical == true)
        #expect(first.welcome?.roles == [.admin])
        let second = try recife.sync()
        #expect(second.changesReceived == 40 && second.changesSent == 3)
        #expect(second.welcome?.roles == [.contributor])
        let third = try tokyo.sync()
        #expect(third.changesReceived == 3 && third.changesSent == 0)
        #expect(try tokyo.digest == recife.digest)
        let status = try hub.status()
        #expect(try status.logDigest == tokyo.digest)
        #expect(status.changes == 43 && status.streams == 2 && status.isServing)
        #expect(status.position.count == 2)
        #expect(try tokyo.history.vector().contains { tokyo.durable.contains($0) })
    }

    @Test func `replicas compare their states through a hub that knows none`() throws {
        let hub = try TestHub()
        let tokyo = TestReplica(1, invite: hub.link)
        let recife = TestReplica(2, invite: try hub.invite())
        let prague = TestReplica(3, invite: try hub.invite())
        try tokyo.write(3)
        for replica in [tokyo, recife, prague] { #expect(try replica.sync().isStateShared == nil) }
        tokyo.state = Link(1, 2, 3, 4)
        recife.state = Link(1, 2, 3, 4)
        prague.state = Link(1, 2, 3, 5)
        // Nobody has told a state yet, then one did, then two have said the same.
        #expect(try tokyo.sync().isStateShared == nil)
        #expect(try recife.sync().isStateShared == true)
        let third = try prague.sync()
        #expect(third.isIdentical == true && third.isStateShared == false)
        #expect(third.otherStates.map(\.digest) == [Link(1, 2, 3, 4)])
        // At another log the old reports say nothing.
        try prague.write()
        #expect(try prague.sync().isStateShared == nil)
        #expect(try tokyo.sync().isStateShared == false)
        hub.stop()
        try hub.start()
        #expect(try tokyo.sync().isStateShared == nil)
    }

    @Test func `a quiet sync sends no change twice`() throws {
        let hub = try TestHub()
        let replica = TestReplica(1, invite: hub.link)
        try replica.write(5)
        _ = try replica.sync()
        let again = try replica.sync()
        #expect(again.changesSent == 0 && again.changesReceived == 0)
        #expect(again.isComplete && again.isIdentical == true)
        #expect(again.bytesSent < 2_000)
    }

    @Test func `a hub that stops and starts again knows everything it acknowledged`() throws {
        let hub = try TestHub()
        let tokyo = TestReplica(1, invite: hub.link)
        try tokyo.write(7)
        _ = try tokyo.sync()
        hub.stop()
        #expect(throws: TransportError.self) { try tokyo.sync() }
        try hub.start()
        let recife = TestReplica(2, invite: try hub.invite())
        #expect(try recife.sync().changesReceived == 7)
    }

    @Test func `a line that is cut at any byte resumes from what is durable`() throws {
        let hub = try TestHub()
        let replica = TestReplica(1, invite: hub.link)
        let other = TestReplica(2, invite: try hub.invite())
        try other.write(30)
        _ = try other.sync()
        var cuts = 0
        for cut in stride(from: 1, to: 6_000, by: 61) {
            try replica.write()
            let proxy = try CuttingProxy(to: hub.link.endpoint, cutAfter: cut)
            do {
                _ = try replica.sync(at: proxy.endpoint)
            } catch let error as TransportError {
                #expect(error.isRetryable, "cut at \(cut): \(error)")
                cuts += 1
            }
        }
        #expect(cuts > 10)
        let whole = try replica.sync()
        #expect(whole.isComplete && whole.isIdentical == true)
        #expect(whole.changesReceived == 0 || whole.changesReceived == 30)
        _ = try other.sync()
        #expect(try other.digest == replica.digest)
        #expect(try hub.status().forkedStreams == 0)
    }

    @Test func `a hub that lost its newest runs is refilled, and nobody skips anything`() throws {
        let hub = try TestHub()
        let tokyo = TestReplica(1, invite: hub.link)
        try tokyo.write(3)
        _ = try tokyo.sync()
        // Another hub of the same workspace and key, restored from before anybody had written.
        let epoch = try hub.status().epoch
        hub.stop()
        try hub.forget()
        try hub.start()
        tokyo.take(try hub.invite(asAdmin: true))
        try tokyo.write(2)
        let summary = try tokyo.sync()
        #expect(summary.isComplete && summary.isIdentical == true)
        #expect(try hub.status().changes == 5)
        #expect(try hub.status().epoch != epoch)
    }
}
