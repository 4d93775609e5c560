import Causality
import History
import SyncProtocol

/// A hub as the simulator hosts it: the real session machines over a store that can crash.
final class SimulatedHub {
    /// One session, in a box of its own since machines are not copied.
    private final class Conversation {
        var session: HubSession
        var deadline: UInt64 = 0

        init(_ session: consuming HubSession) { self.session = session }
    }

    private struct Waiting {
        let connection: Int
        let ticket: UInt64
        let batch: Batch
    }

    private static let epochName = "epoch"

    let number: Int
    let key: DeviceKey
    var disk: SimulatedDisk
    let registry = InMemoryRegistry()
    private(set) var isUp = false
    /// Set to crash when something comes that is to be committed.
    var losesNextWrite = false
    private unowned let world: World
    private var conversations: [Int: Conversation] = [:]
    private var waiting: [Waiting] = []
    private var commitIsDue = false
    /// Tells what was scheduled before a crash from what was scheduled after.
    private var life = 0

    init(number: Int, key: DeviceKey, disk: SimulatedDisk, world: World) {
        self.number = number
        self.key = key
        self.disk = disk
        self.world = world
    }

    var name: String { "hub \(number)" }

    // Up and down

    func start() throws {
        isUp = true
        if try disk.value(named: Self.epochName) == nil { _ = try mintEpoch() }
        try world.ledger.checkMonotone(disk, name: name)
        world.note("\(name) starts at \(try disk.position().count)")
    }

    func crash() {
        guard isUp else { return }
        world.note("\(name) crashes, \(waiting.count) batches not committed")
        isUp = false
        life += 1
        if !waiting.isEmpty { world.tally(.lostWrite) }
        disk.transactionsUntilCut = nil
        losesNextWrite = false
        waiting = []
        commitIsDue = false
        for number in conversations.keys.sorted() { world.lost(number, at: .hub) }
        conversations = [:]
        world.guarding(name) {
            try world.ledger.checkAcknowledged(disk, hub: number, name: name)
        }
    }

    private func mintEpoch() throws -> HubEpoch {
        let epoch = HubEpoch(rawValue: world.random.next())
        var writer = CanonicalWriter()
        writer.number(epoch.rawValue)
        try disk.transaction { try disk.set(writer.bytes, named: Self.epochName) }
        return epoch
    }

    private func epoch() throws -> HubEpoch {
        var reader = CanonicalReader(try disk.value(named: Self.epochName) ?? [0])
        return HubEpoch(rawValue: try reader.number())
    }

    // What comes over connections

    func accepted(_ connection: Int) {
        let configuration = HubSessionConfiguration(
            workspace: world.workspace, hubKey: key, nonce: world.random.bytes(32))
        let conversation = Conversation(HubSession(configuration))
        conversations[connection] = conversation
        carryOut(conversation.session.opened(at: world.time(of: nil)), on: connection)
    }

    func received(_ message: Message, on connection: Int) {
        guard let conversation = conversations[connection] else { return }
        carryOut(
            conversation.session.received(message, at: world.time(of: nil)), on: connection)
    }

    func connectionLost(_ connection: Int) { conversations[connection] = nil }

    var connections: [Int] { conversations.keys.sorted() }

    // Carrying out

    private func carryOut(_ actions: [HubAction], on connection: Int) {
        for action in actions {
            guard isUp, let conversation = conversations[connection] else { return }
            world.guarding(name, orElse: crash) {
                try carryOut(action, in: conversation, on: connection)
            }
        }
    }

    private func carryOut(
        _ action: HubAction, in conversation: Conversation, on connection: Int
    ) throws {
        switch action {
        case .send(let message):
            if case .acknowledge(let acknowledge) = message {
                world.ledger.hubAcknowledged(acknowledge.entries, hub: number)
            }
            if case .missing = message { world.tally(.missingAskedByHub) }
            if case .position(let position) = message {
                world.tally(position.course == .fromCursor ? .resumedByCursor : .resumedByVectors)
            }
            if case .refused(let refused) = message {
                world.tally(.refusal)
                world.note("\(name) refuses \(refused.stream) \(refused.reason)")
            }
            world.send(message, on: connection, to: .replica)
        case .identify(let claim):
            let outcome = try identify(claim)
            carryOut(
                conversation.session.identified(outcome, at: world.time(of: nil)),
                on: connection)
        case .locate(let resume):
            let location = try Location(of: resume, epoch: epoch(), in: disk)
            carryOut(conversation.session.located(location), on: connection)
        case .mintEpoch:
            world.tally(.newEpoch)
            world.note("\(name) begins a new epoch")
            carryOut(conversation.session.epochMinted(try mintEpoch()), on: connection)
        case .admit(let batch, let ticket):
            waiting.append(Waiting(connection: connection, ticket: ticket, batch: batch))
            if losesNextWrite { return crash() }
            scheduleCommit()
        case .fetch(let after, let through):
            let runs = try Exchange.runs(after: after, through: through, in: disk)
            carryOut(conversation.session.fetched(runs), on: connection)
        case .resolve(let wants):
            let stretches = try Exchange.positions(of: wants, in: disk)
            carryOut(conversation.session.resolved(stretches), on: connection)
        case .invite(let request, let enrolment):
            let outcome = try Registrar.invite(
                request, by: enrolment, in: registry, atMilliseconds: world.now)
            let answer = InviteAnswer(number: request.number, outcome: outcome)
            carryOut(conversation.session.invited(answer), on: connection)
        case .digest(let query):
            let answer = DigestAnswer(number: query.number, logDigest: try disk.logDigest())
            carryOut(conversation.session.digested(answer), on: connection)
        case .noteState, .noteReplica: return
        case .schedule(let deadline):
            schedule(deadline, for: conversation, on: connection)
        case .close(let reason):
            world.note("\(name) closes \(connection): \(reason)")
            conversations[connection] = nil
            world.closed(connection, by: .hub)
        }
    }

    private func identify(_ claim: Claim) throws -> Result<HubStanding, GoodbyeReason> {
        switch try Registrar.decide(claim, in: registry, atMilliseconds: world.now) {
        case .failure(let reason): return .failure(reason)
        case .success(let enrolment):
            let heads = try Exchange.heads(ofDevice: claim.publicKey, in: disk)
            return .success(
                HubStanding(enrolment: enrolment, epoch: try epoch(), ownHeads: heads))
        }
    }

    private func schedule(
        _ deadline: UInt64, for conversation: Conversation, on connection: Int
    ) {
        conversation.deadline = deadline
        world.at(deadline) { [self] in
            guard conversations[connection] === conversation, conversation.deadline == deadline
            else { return }
            carryOut(
                conversation.session.deadlinePassed(at: world.time(of: nil)), on: connection)
        }
    }

    /// Commits what all sessions handed in, a few milliseconds after the first of it.
    private func scheduleCommit() {
        guard !commitIsDue else { return }
        commitIsDue = true
        let life = life
        world.after(world.random.number(2...20)) { [self] in
            guard isUp, self.life == life else { return }
            world.guarding(name, orElse: crash, commit)
        }
    }

    private func commit() throws {
        commitIsDue = false
        let batches = waiting
        waiting = []
        let before = try disk.position().count
        let verdicts = try disk.transaction {
            try batches.map { waiting in
                let outcome = try Admission.admit(waiting.batch, into: disk) { key in
                    registry.enrolment(of: key) != nil
                }
                return try Verdict(outcome, of: waiting.batch, in: disk)
            }
        }
        let count = try disk.position().count
        try recordPositions(after: before)
        world.note("\(name) commits \(batches.count) batches, at \(count)")
        for connection in Set(batches.map(\.connection)).sorted() {
            let own = zip(batches, verdicts).filter { $0.0.connection == connection }
            guard let conversation = conversations[connection] else { continue }
            carryOut(
                conversation.session.admitted(own.map { ($0.0.ticket, $0.1) }), on: connection)
        }
        guard count > before else { return }
        for connection in conversations.keys.sorted() {
            guard let conversation = conversations[connection] else { continue }
            carryOut(conversation.session.runsAppended(to: count), on: connection)
        }
    }

    private func recordPositions(after count: UInt64) throws {
        var before = try disk.position(at: count) ?? .start
        for run in try disk.runs(after: count, byteLimit: .max) {
            world.ledger.hubStored(run.batch.entry, at: run.position, after: before.hash)
            before = run.position
        }
    }
}
