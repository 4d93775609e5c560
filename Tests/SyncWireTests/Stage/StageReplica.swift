import Causality
import History
import SyncProtocol

@testable import SyncWire

/// A replica on the stage: the real machine, a stream of its own, a store in memory.
final class StageReplica {
    let name: String
    let key: DeviceKey
    let member: MemberID
    private(set) var birth: StreamBirth
    private(set) var history: InMemoryHistory
    private var session: ReplicaSession?
    private var hub: String?
    private var joining: ReplicaSessionConfiguration.Joining?
    private var clock = HybridClock()
    private var known: Set<VectorEntry> = []
    private unowned let stage: Stage

    init(name: String, key: DeviceKey, member: MemberID, stage: Stage) throws {
        self.name = name
        self.key = key
        self.member = member
        self.stage = stage
        history = InMemoryHistory(workspace: stage.workspace, coding: ColumnarBatchCoding())
        birth = StreamBirth(
            publicKey: key.publicKey, nonce: stage.nonce(StreamBirth.nonceByteCount))
        try history.mint(birth)
        stage.name(birth, after: name)
    }

    /// A copy of another one's disk: the same key, the same stream, none the wiser.
    init(name: String, copying other: StageReplica) {
        self.name = name
        key = other.key
        member = other.member
        birth = other.birth
        history = InMemoryHistory(copying: other.history)
        clock = other.clock
        known = other.known
        stage = other.stage
    }

    func join(with secret: InviteSecret) {
        joining = ReplicaSessionConfiguration.Joining(secret: secret, member: member)
    }

    // MARK: Writing

    func write(_ count: Int) throws {
        for _ in 0..<count {
            let stream = try OwnStream(birth.stream(in: stage.workspace), in: history)
            let others = try history.vector().filter {
                $0.stream != stream.stream && !known.contains($0)
            }
            known.formUnion(others)
            let sequence = stream.head.sequence + 1
            let header = ChangeHeader(
                stream: stream.stream, sequence: sequence,
                stamp: clock.tick(atMilliseconds: stage.now.wall), author: member,
                dependencies: others.sorted())
            let id = OperationID(stream.stream, sequence, 0)
            let operation = Operation(.create, target: id, field: 1, value: Array(name.utf8))
            _ = try history.transaction {
                try stream.write(header, [operation], into: history)
            }
        }
        try withSession { session in session.changesWritten() }
    }

    /// Puts a run of its own into the store as though it were sealed well, with a false seal.
    func forge() throws {
        let stream = try OwnStream(birth.stream(in: stage.workspace), in: history)
        let header = ChangeHeader(
            stream: stream.stream, sequence: stream.head.sequence + 1,
            stamp: clock.tick(atMilliseconds: stage.now.wall), author: member)
        let change = Change(header: header, operations: [])
        let link = Chain.link(after: stream.head.link, change)
        let seal = Seal(
            head: Head(header.sequence, link), signature: Array(repeating: 7, count: 64))
        guard
            let batch = Batch([change], after: stream.head.link, seal: seal, birth: birth),
            let run = VerifiedRun(checking: batch, [change])
        else { return }
        _ = try history.transaction { try Admission.append(run, to: history) }
        let count = try history.position().count
        try withSession { session in session.runsAppended(to: count) }
    }

    // MARK: Sessions

    func meet(_ hub: StageHub, expecting expected: DeviceKey? = nil) throws {
        self.hub = hub.name
        let configuration = ReplicaSessionConfiguration(
            workspace: stage.workspace, deviceKey: key,
            hubKey: (expected ?? hub.key).publicKey, schemaLevel: 1, nonce: stage.nonce(32),
            joining: joining)
        session = ReplicaSession(configuration)
        try withSession { session in session.opened(at: stage.now) }
    }

    func leave() throws { try withSession { session in session.close(.finished) } }

    func lose() { session = nil }

    func receive(_ message: Message) throws {
        try withSession { session in session.received(message, at: stage.now) }
    }

    func tick() throws { try withSession { session in session.deadlinePassed(at: stage.now) } }

    private func withSession(_ body: (inout ReplicaSession) -> [ReplicaAction]) throws {
        guard session != nil else { return }
        var actions: [ReplicaAction] = []
        if var current = session.take() {
            actions = body(&current)
            session = consume current
        }
        for action in actions { try carryOut(action) }
    }

    private func carryOut(_ action: ReplicaAction) throws {
        switch action {
        case .send(let message):
            if case .batch(let batch) = message {
                try stage.expectHeld([batch.batch.entry], in: history)
            }
            try stage.send(message, from: name, to: hub ?? "")
        case .adopt(let welcome, _):
            joining = nil
            try adopt(welcome)
        case .compare(let vector):
            let wants = try Exchange.wants(of: vector, in: history)
            try withSession { session in session.compared(wants) }
        case .seal:
            try seal()
            let count = try history.position().count
            try withSession { session in session.runsAppended(to: count) }
        case .store(let deliveries, let ticket, _):
            let verdicts = try ReplicaIntake.store(deliveries, in: history)
            let count = try history.position().count
            try withSession { session in session.stored(ticket: ticket, verdicts) }
            try withSession { session in session.runsAppended(to: count) }
        case .fetch(let after, let through):
            let runs = try Exchange.runs(after: after, through: through, in: history)
            try withSession { session in session.fetched(runs) }
        case .resolve(let wants):
            let stretches = try Exchange.positions(of: wants, in: history)
            try withSession { session in session.resolved(stretches) }
        case .noteRefusal(let refused):
            stage.note("\(name) shows its author: \(refused.reason)")
        case .noteDurable, .noteCaughtUp, .noteInvite, .noteDigest, .noteAllSent, .schedule: return
        case .close(let reason):
            session = nil
            stage.note("\(name): \(reason.sentence)")
        }
    }

    private func adopt(_ welcome: Welcome) throws {
        var lookup = HistoryLookup(history)
        let own = birth.stream(in: stage.workspace)
        let isBehind = try welcome.ownHeads.contains { entry in
            try entry.stream == own && lookup.place(of: entry) == nil
        }
        try seal()
        if isBehind {
            birth = StreamBirth(
                publicKey: key.publicKey, nonce: stage.nonce(StreamBirth.nonceByteCount))
            try history.transaction { try history.mint(birth) }
            stage.name(birth, after: "\(name)'")
            stage.note("\(name) mints stream \(name)'")
        }
        let standing = Standing(
            cursor: try history.cursor(of: welcome.hub), vector: try history.vector(),
            head: try history.position().count)
        try withSession { session in session.standingReported(standing) }
    }

    private func seal() throws {
        _ = try history.transaction { try Sealing.seal(in: history, key: key, birth: birth) }
    }
}
