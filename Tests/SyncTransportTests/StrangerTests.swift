import Causality
import History
import NIOCore
import NIOEmbedded
import SyncProtocol
import SyncWire
import Synchronization
import Testing

@testable import SyncTransport

/// A hub session on a channel without sockets, in virtual time.
private final class Doorstep {
    let channel = EmbeddedChannel()
    let loop: EmbeddedEventLoop
    let record = Record()
    let key: DeviceKey
    static let workspace = WorkspaceID(high: 3, low: 4)

    final class Record: Sendable {
        let errands = Mutex<[HubAction]>([])
        let reference = Mutex<SessionReference<HubSession>?>(nil)
        let end = Mutex<SessionEnd?>(nil)
    }

    init(farewell: GoodbyeReason? = nil) throws {
        loop = channel.embeddedEventLoop
        key = try #require(DeviceKey(seed: [UInt8](repeating: 1, count: 32)))
        let session = HubSession(
            HubSessionConfiguration(
                workspace: Self.workspace, hubKey: key, nonce: [UInt8](repeating: 2, count: 32)))
        let codec = MessageCodecHandler()
        let record = record
        let handler = SessionHandler(
            session, number: 1, codec: codec, timing: SessionTiming { 1_000 },
            farewell: farewell,
            callbacks: SessionCallbacks<HubSession>(
                opened: { reference in record.reference.withLock { $0 = reference } },
                errand: { action, _ in record.errands.withLock { $0.append(action) } },
                ended: { _, end in record.end.withLock { $0 = end } }))
        try channel.pipeline.syncOperations.addHandlers(codec, handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    func send(_ bytes: [UInt8]) throws {
        _ = try channel.writeInbound(ByteBuffer(bytes: bytes))
    }

    func send(_ message: Message) throws { try send(MessageCoding().frame(of: message).bytes) }

    func advance(milliseconds: Int64) { loop.advanceTime(by: .milliseconds(milliseconds)) }

    /// What the hub said, in order.
    func said() throws -> [Message] {
        var decoder = FrameDecoder(frameMaxBytes: WireLimits.frameMaxBytes)
        var messages: [Message] = []
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) {
            decoder.append(Array(bytes.readableBytesView))
            while let frame = try decoder.next() {
                if let message = try MessageCoding().message(in: frame) {
                    messages.append(message)
                }
            }
        }
        return messages
    }

    var goodbye: GoodbyeReason? { record.end.withLock { $0?.reason } }

    func input(_ body: @escaping @Sendable (inout HubSession) -> [HubAction]) {
        record.reference.withLock { $0?.input(body) }
        loop.run()
    }

    var hasFetched: Bool {
        record.errands.withLock { errands in
            errands.contains { if case .fetch = $0 { true } else { false } }
        }
    }

    /// Lets a device in up to the welcome.
    func letIn() throws -> Enrolment {
        let device = try #require(DeviceKey(seed: [UInt8](repeating: 7, count: 32)))
        let hello = Hello(
            workspace: Self.workspace, schemaLevel: 1, publicKey: device.publicKey,
            nonce: [UInt8](repeating: 8, count: 32), wallMilliseconds: 1_000)
        try send(.hello(hello))
        guard case .hello(let hub)? = try said().first else {
            throw GoodbyeReason.unexpectedMessage
        }
        let transcript = Transcript(replica: hello, hub: hub)
        let signature = try #require(device.signature(for: transcript.message(for: .replica)))
        try send(.proof(Proof(signature: signature)))
        let enrolment = Enrolment(
            publicKey: device.publicKey, member: MemberID(high: 0, low: 1), roles: [.admin])
        let standing = HubStanding(
            enrolment: enrolment, epoch: HubEpoch(rawValue: 1), ownHeads: [])
        record.reference.withLock { reference in
            reference?.input { $0.identified(.success(standing), at: $1) }
        }
        loop.run()
        return enrolment
    }
}

@Suite struct `At the hub's door` {
    @Test func `garbage is told that it is none of the protocol, and goes`() throws {
        let door = try Doorstep()
        try door.send(Array("GET / HTTP/1.1\r\n\r\n".utf8))
        #expect(try door.said() == [.goodbye(Goodbye(reason: .tooLarge))])
        door.advance(milliseconds: TransportLimits.lingerMaxMilliseconds)
        #expect(door.goodbye == .tooLarge)
        #expect(!door.channel.isActive)
    }

    @Test func `who finds no room is told so, and goes`() throws {
        let door = try Doorstep(farewell: .busy)
        #expect(try door.said() == [.goodbye(Goodbye(reason: .busy))])
        try door.send(Array("anything".utf8))
        #expect(try door.said() == [])
        door.advance(milliseconds: TransportLimits.lingerMaxMilliseconds)
        #expect(!door.channel.isActive)
        let isOwned = door.record.reference.withLock { $0 != nil }
        #expect(!isOwned)
    }

    @Test func `a stranger's frame of 4096 bytes is read, one of 4097 is not`() throws {
        let limit = WireLimits.frameBeforeProofMaxBytes
        let fits = Frame(type: 0xf0, body: [UInt8](repeating: 0, count: limit - 5))
        let door = try Doorstep()
        try door.send(fits.bytes)
        #expect(door.channel.isActive)
        #expect(try door.said().isEmpty)

        let large = Frame(type: 0xf0, body: [UInt8](repeating: 0, count: limit - 4))
        let other = try Doorstep()
        try other.send(Array(large.bytes.prefix(8)))
        #expect(try other.said() == [.goodbye(Goodbye(reason: .tooLarge))])
    }

    @Test func `many small frames of a stranger have no more room than one`() throws {
        let door = try Doorstep()
        let skipped = Frame(type: 0xf0, body: [UInt8](repeating: 0, count: 1_000)).bytes
        for _ in 0..<4 { try door.send(skipped) }
        #expect(try door.said().isEmpty)
        try door.send(skipped)
        #expect(try door.said() == [.goodbye(Goodbye(reason: .tooLarge))])
    }

    @Test func `who says nothing for five seconds goes, a byte a second does not help`() throws {
        let door = try Doorstep()
        let hello = Array(Frame(type: 1, body: [UInt8](repeating: 0, count: 99)).bytes)
        for second in 0..<4 {
            try door.send([hello[second]])
            door.advance(milliseconds: 1_000)
        }
        door.advance(milliseconds: 999)
        #expect(try door.said().isEmpty)
        door.advance(milliseconds: 1)
        #expect(try door.said() == [.goodbye(Goodbye(reason: .handshakeTooSlow))])
        door.advance(milliseconds: TransportLimits.lingerMaxMilliseconds)
        #expect(door.goodbye == .handshakeTooSlow)
    }

    @Test func `a peer that vanished is noticed within the idle limit`() throws {
        let door = try Doorstep()
        _ = try door.letIn()
        _ = try door.said()
        door.advance(milliseconds: Int64(SessionLimits.idleMaxMilliseconds) - 1)
        let pings = try door.said()
        #expect(!pings.isEmpty)
        #expect(door.channel.isActive)
        door.advance(milliseconds: 1 + TransportLimits.lingerMaxMilliseconds)
        #expect(door.goodbye == .silent)
    }

    @Test func `runs wait while the receiver takes nothing, and stalling ends the session`() throws
    {
        let door = try Doorstep()
        _ = try door.letIn()
        try door.send(.resume(Resume(cursor: nil, vector: [], creditBytes: 1 << 20)))
        let start = LogPosition(count: 3, hash: .origin)
        let location = Location(
            epoch: HubEpoch(rawValue: 1), head: start, atCursor: nil, lacking: [], wants: [],
            vector: [], logDigest: .origin)
        door.channel.isWritable = false
        door.channel.pipeline.fireChannelWritabilityChanged()
        door.input { $0.located(location) }
        try door.send(.missing(Missing(wants: [])))
        door.input { $0.resolved([1...3]) }
        #expect(!door.hasFetched)
        door.channel.isWritable = true
        door.channel.pipeline.fireChannelWritabilityChanged()
        #expect(door.hasFetched)

        door.channel.isWritable = false
        door.channel.pipeline.fireChannelWritabilityChanged()
        for second in 0..<TransportLimits.stallMaxMilliseconds / 1_000 {
            #expect(door.channel.isActive, "after \(second) s")
            try door.send(.ping(Ping(number: UInt32(second))))
            door.advance(milliseconds: 1_000)
            if second == 0 { _ = try door.said() }
        }
        #expect(door.goodbye == .slowReceiver)
        #expect(!door.channel.isActive)
    }
}
