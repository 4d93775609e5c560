import Causality
import History
import SyncProtocol

@testable import SyncWire

/// A hub on the stage: the real machine over a store in memory, told in words what to do.
final class StageHub {
    /// One session, in a box of its own since machines are not copied.
    private final class Conversation {
        var session: HubSession
        init(_ session: consuming HubSession) { self.session = session }
    }

    let name: String
    let key: DeviceKey
    let registry = InMemoryRegistry()
    private(set) var history: InMemoryHistory
    var holdsCommits = false
    private var epoch: UInt64
    private var backup: InMemoryHistory?
    private var conversations: [String: Conversation] = [:]
    private var waiting: [(replica: String, ticket: UInt64, batch: Batch)] = []
    private unowned let stage: Stage

    init(name: String, key: DeviceKey, number: UInt64, stage: Stage) {
        self.name = name
        self.key = key
        self.stage = stage
        epoch = number * 100 + 1
        history = InMemoryHistory(workspace: stage.workspace, coding: ColumnarBatchCoding())
    }

    func invite(_ secret: InviteSecret, role: Role) {
        registry.add(
            Invite(name: secret.name, role: role, expiresAtMilliseconds: stage.now.wall + 60_000))
    }

    // MARK: Faults

    func copy() { backup = InMemoryHistory(copying: history) }

    func restore() {
        guard let backup else { return }
        history = InMemoryHistory(copying: backup)
        conversations = [:]
        waiting = []
    }

    // MARK: Sessions

    func accept(_ replica: String) throws {
        let configuration = HubSessionConfiguration(
            workspace: stage.workspace, hubKey: key, nonce: stage.nonce(32))
        let conversation = Conversation(HubSession(configuration))
        conversations[replica] = conversation
        try carryOut(conversation.session.opened(at: stage.now), with: replica)
    }

    func lose(_ replica: String) { conversations[replica] = nil }

    func receive(_ message: Message, from replica: String) throws {
        guard let conversation = conversations[replica] else { return }
        try carryOut(conversation.session.received(message, at: stage.now), with: replica)
    }

    func refuse(_ replica: String, _ reason: GoodbyeReason) throws {
        guard let conversation = conversations[replica] else { return }
        try carryOut(conversation.session.close(reason), with: replica)
    }

    func tick() throws {
        for (replica, conversation) in conversations.sorted(by: { $0.key < $1.key }) {
            try carryOut(conversation.session.deadlinePassed(at: stage.now), with: replica)
        }
    }

    func drain() throws {
        for (replica, conversation) in conversations.sorted(by: { $0.key < $1.key }) {
            try carryOut(conversation.session.draining(), with: replica)
        }
    }

    /// Commits all that was taken in, in one transaction, and only then answers.
    func commit() throws {
        guard !waiting.isEmpty else { return }
        let batches = waiting
        waiting = []
        let before = try history.position().count
        let verdicts = try history.transaction {
            try batches.map { item in
                let outcome = try Admission.admit(item.batch, into: history) { key in
                    registry.enrolment(of: key) != nil
                }
                return try Verdict(outcome, of: item.batch, in: history)
            }
        }
        for (item, verdict) in zip(batches, verdicts) {
            guard let conversation = conversations[item.replica] else { continue }
            try carryOut(
                conversation.session.admitted([(item.ticket, verdict)]), with: item.replica)
        }
        let count = try history.position().count
        guard count > before else { return }
        for (replica, conversation) in conversations.sorted(by: { $0.key < $1.key }) {
            try carryOut(conversation.session.runsAppended(to: count), with: replica)
        }
    }

    private func carryOut(_ actions: [HubAction], with replica: String) throws {
        for action in actions {
            guard let conversation = conversations[replica] else { return }
            try carryOut(action, conversation, with: replica)
        }
    }

    private func carryOut(
        _ action: HubAction, _ conversation: Conversation, with replica: String
    ) throws {
        switch action {
        case .send(let message):
            if case .acknowledge(let acknowledge) = message {
                try stage.expectHeld(acknowledge.entries, in: history)
            }
            try stage.send(message, from: name, to: replica)
        case .identify(let claim):
            let outcome = try identify(claim)
            try carryOut(
                conversation.session.identified(outcome, at: stage.now), with: replica)
        case .locate(let resume):
            let location = try Location(
                of: resume, epoch: HubEpoch(rawValue: epoch), in: history)
            try carryOut(conversation.session.located(location), with: replica)
        case .mintEpoch:
            epoch += 1
            stage.note("\(name) mints epoch \(epoch)")
            try carryOut(
                conversation.session.epochMinted(HubEpoch(rawValue: epoch)), with: replica)
        case .admit(let batch, let ticket):
            waiting.append((replica, ticket, batch))
            if !holdsCommits { try commit() }
        case .fetch(let after, let through):
            let runs = try Exchange.runs(after: after, through: through, in: history)
            try carryOut(conversation.session.fetched(runs), with: replica)
        case .resolve(let wants):
            let stretches = try Exchange.positions(of: wants, in: history)
            try carryOut(conversation.session.resolved(stretches), with: replica)
        case .invite(let request, let enrolment):
            let outcome = try Registrar.invite(
                request, by: enrolment, in: registry, atMilliseconds: stage.now.wall)
            let answer = InviteAnswer(number: request.number, outcome: outcome)
            try carryOut(conversation.session.invited(answer), with: replica)
        case .digest(let query):
            let digest = LogDigest.of(try history.vector())
            let answer = DigestAnswer(number: query.number, logDigest: digest)
            try carryOut(conversation.session.digested(answer), with: replica)
        case .noteState, .noteReplica, .schedule: return
        case .close: conversations[replica] = nil
        }
    }

    private func identify(_ claim: Claim) throws -> Result<HubStanding, GoodbyeReason> {
        switch try Registrar.decide(claim, in: registry, atMilliseconds: stage.now.wall) {
        case .failure(let reason): return .failure(reason)
        case .success(let enrolment):
            let heads = try Exchange.heads(ofDevice: claim.publicKey, in: history)
            return .success(
                HubStanding(
                    enrolment: enrolment, epoch: HubEpoch(rawValue: epoch), ownHeads: heads))
        }
    }
}
