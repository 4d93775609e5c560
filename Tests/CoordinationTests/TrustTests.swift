import Causality
import Coordination
import History
import SyncProtocol
import SyncTransport
import Testing

/// Who is let in, and what the others are told.
@Suite(.serialized) struct `Who is let in` {
    private func reason(_ body: () throws -> SyncSummary) -> GoodbyeReason? {
        do {
            _ = try body()
            return nil
        } catch let error as TransportError {
            return error.reason
        } catch {
            return nil
        }
    }

    @Test func `a link lets one device in, once`() throws {
        let hub = try TestHub()
        _ = try TestReplica(1, invite: hub.link).sync()
        let thief = TestReplica(2, invite: hub.link)
        #expect(reason { try thief.sync() } == .inviteUsed)
        #expect(try hub.status().devices.count == 1)
    }

    @Test func `the device that lost the answer comes again with the same link`() throws {
        let hub = try TestHub()
        let replica = TestReplica(1, invite: hub.link)
        _ = try replica.sync()
        #expect(try replica.sync().isComplete)
    }

    @Test func `a made-up link is unknown`() throws {
        let hub = try TestHub()
        let secret = try #require(InviteSecret(bytes: TestWorld.bytes(16)))
        let link = InviteLink(
            endpoint: hub.link.endpoint, workspace: hub.link.workspace,
            hubKey: hub.link.hubKey, secret: secret)
        let stranger = TestReplica(3, invite: link)
        #expect(reason { try stranger.sync() } == .inviteUnknown)
    }

    @Test func `a link that names another key is not followed`() throws {
        let hub = try TestHub()
        let replica = TestReplica(1, invite: hub.link)
        #expect(
            reason { try replica.sync(hubKey: [UInt8](repeating: 1, count: 32)) } == .wrongHubKey)
        #expect(try hub.status().devices.isEmpty)
    }

    @Test func `a link to another workspace is one clear line`() throws {
        let hub = try TestHub()
        let other = InviteLink(
            endpoint: hub.link.endpoint, workspace: WorkspaceID(high: 9, low: 9),
            hubKey: hub.link.hubKey, secret: hub.link.secret)
        let replica = TestReplica(1, invite: other)
        #expect(reason { try replica.sync() } == .wrongWorkspace)
    }

    @Test func `nothing goes to another machine in the clear`() throws {
        let hub = try TestHub()
        let replica = TestReplica(1, invite: hub.link)
        let far = Endpoint(host: "203.0.113.9", port: 7117)
        let error = #expect(throws: TransportError.self) { try replica.sync(at: far) }
        #expect(error?.code == .offLoopback)
        let failure = #expect(throws: HubFailure.self) {
            try HubFounding.make(
                HubDirectory(hub.directory.path + "-far"), workspace: nil, name: "far",
                listen: Endpoint(host: "0.0.0.0", port: 0), in: TestWorld.hub())
        }
        #expect(failure?.code == "offLoopback")
    }

    @Test func `one directory is served by one process`() throws {
        let hub = try TestHub()
        let failure = #expect(throws: HubFailure.self) { try hub.start() }
        #expect(failure?.code == "serving")
    }
}
