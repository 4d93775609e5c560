import Causality
import History
import SyncProtocol
import Testing

/// Who is let in, and with what one word everybody else is turned away.
struct HandshakeTests {
    private let cast: Cast

    init() throws { cast = try #require(Cast()) }

    private static func reason(_ actions: [HubAction]) -> GoodbyeReason? {
        guard case .close(let reason)? = actions.last else { return nil }
        return reason
    }

    private static func reason(_ actions: [ReplicaAction]) -> GoodbyeReason? {
        guard case .close(let reason)? = actions.last else { return nil }
        return reason
    }

    private func hello(of session: consuming ReplicaSession) throws -> Message {
        var session = session
        guard case .send(let message)? = session.opened(at: cast.start).first else {
            throw GoodbyeReason.unexpectedMessage
        }
        return message
    }

    @Test func `a hub turns away another workspace, in one word`() throws {
        var hub = cast.hub()
        _ = hub.opened(at: cast.start)
        let other = cast.replica(workspace: WorkspaceID(high: 1, low: 2))
        let actions = hub.received(try hello(of: other), at: cast.start)
        #expect(Self.reason(actions) == .wrongWorkspace)
        #expect(actions.first == .send(.goodbye(Goodbye(reason: .wrongWorkspace))))
    }

    @Test func `a replica proves nothing to a hub whose key is not the pinned one`() throws {
        var hub = cast.hub()
        var replica = cast.replica(hubKey: [UInt8](repeating: 8, count: 32))
        let hello = replica.opened(at: cast.start)
        guard case .send(let message)? = hello.first else { return }
        guard case .send(let answer)? = hub.received(message, at: cast.start).first else {
            return
        }
        #expect(Self.reason(replica.received(answer, at: cast.start)) == .wrongHubKey)
    }

    @Test func `an impostor with the hub's public key but not its secret is found out`() throws {
        var hub = cast.hub()
        var replica = cast.replica()
        guard case .send(let message)? = replica.opened(at: cast.start).first,
            case .send(let hello)? = hub.received(message, at: cast.start).first
        else { return }
        #expect(replica.received(hello, at: cast.start) == [])
        let proof = Message.proof(Proof(signature: [UInt8](repeating: 0, count: 64)))
        #expect(Self.reason(replica.received(proof, at: cast.start)) == .badProof)
    }

    @Test func `a device that cannot sign is not identified at all`() throws {
        var hub = cast.hub()
        _ = hub.received(try hello(of: cast.replica()), at: cast.start)
        let proof = Message.proof(Proof(signature: [UInt8](repeating: 0, count: 64)))
        #expect(Self.reason(hub.received(proof, at: cast.start)) == .badProof)
    }

    @Test func `a joining device shows its invite without its secret`() throws {
        var hub = cast.hub()
        var replica = cast.replica(joins: true)
        guard case .send(let message)? = replica.opened(at: cast.start).first else { return }
        var claim: Claim?
        for case .send(let answer) in hub.received(message, at: cast.start) {
            for case .send(let proof) in replica.received(answer, at: cast.start) {
                for case .identify(let found) in hub.received(proof, at: cast.start) {
                    claim = found
                }
            }
        }
        #expect(claim?.redemption?.invite == cast.secret.name)
        #expect(claim?.redemption?.member == cast.member)
        #expect(claim?.publicKey == cast.deviceKey.publicKey)
    }

    @Test func `no common version of the protocol ends it`() {
        var hub = cast.hub()
        let hello = Hello(
            firstProtocol: 2, lastProtocol: 3, workspace: cast.workspace, schemaLevel: 1,
            publicKey: cast.deviceKey.publicKey, nonce: [UInt8](repeating: 0, count: 32),
            wallMilliseconds: 0)
        #expect(Self.reason(hub.received(.hello(hello), at: cast.start)) == .protocolUnsupported)
    }

    @Test func `a stranger who says nothing is gone after five seconds, not before`() {
        var hub = cast.hub()
        let end = cast.start.steady + SessionLimits.handshakeMaxMilliseconds
        #expect(hub.opened(at: cast.start) == [.schedule(end)])
        let early = SessionTime(steady: end - 1, wall: 0)
        #expect(hub.deadlinePassed(at: early) == [.schedule(end)])
        let late = SessionTime(steady: end, wall: 0)
        #expect(Self.reason(hub.deadlinePassed(at: late)) == .handshakeTooSlow)
        let isClosed = hub.isClosed
        #expect(isClosed)
    }

    @Test func `a stranger gets a page of memory, a member a batch's`() {
        let hub = cast.hub()
        let stranger = hub.receivableMaxBytes
        #expect(stranger == SessionLimits.unauthenticatedMaxBytes)
        let open = cast.openHub()
        let member = open.session.receivableMaxBytes
        #expect(member == Limits.batchLengthMaxBytes)
    }

    @Test func `whatever comes out of turn closes, and a closed session does nothing`() {
        var hub = cast.hub()
        #expect(
            Self.reason(hub.received(.credit(Credit(bytes: 1)), at: cast.start))
                == .unexpectedMessage)
        #expect(hub.received(.ping(Ping(number: 1)), at: cast.start) == [])
        #expect(hub.runsAppended(to: 3) == [])
        #expect(hub.draining() == [])
    }

    /// S-56: a store that takes its time is pinged meanwhile, by either side.
    @Test func `ping and pong are taken while either side finds out where it stands`() {
        var pair = cast.welcomed()
        let (ping, pong) = (Message.ping(Ping(number: 7)), Message.pong(Pong(number: 7)))
        func expectTaken(_ pair: inout WelcomedPair) {
            let hub = [ping, pong].map { pair.hub.received($0, at: cast.start) }
            let replica = [ping, pong].map { pair.replica.received($0, at: cast.start) }
            #expect(hub == [[.send(pong)], []])
            #expect(replica == [[.send(pong)], []])
        }
        expectTaken(&pair)
        let resumed = pair.replica.standingReported(Standing(cursor: nil, vector: [], head: 0))
        for case .send(let resume) in resumed { _ = pair.hub.received(resume, at: cast.start) }
        expectTaken(&pair)
        let isClosed = pair.hub.isClosed || pair.replica.isClosed
        #expect(!isClosed)
    }

    @Test func `every reason has a sentence, a hint and one place among the retryable`() {
        for reason in GoodbyeReason.allCases {
            #expect(reason.sentence.hasSuffix("."))
            #expect(reason.hint.hasSuffix("."))
        }
        #expect(GoodbyeReason.draining.isRetryable)
        #expect(!GoodbyeReason.inviteUsed.isRetryable)
    }
}
