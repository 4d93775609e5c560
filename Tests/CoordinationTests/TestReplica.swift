import Causality
import History
import StoreConformance
import SyncProtocol
import SyncTransport
import SyncWire

/// A replica without a file: what a real one does for its session, kept in memory.
final class TestReplica: ReplicaSessionHost {
    let history: InMemoryHistory
    let writer: ScriptedStream
    let member: MemberID
    private var unsent: [Change] = []
    private var stream: ScriptedStream
    private(set) var durable: Set<VectorEntry> = []
    private(set) var refused: [Refused] = []
    private var invite: InviteLink
    /// What it takes its state to be, where it compares states.
    var state: Link?

    init(_ seed: UInt8, invite: InviteLink) {
        stream = ScriptedStream(seed, in: invite.workspace)
        writer = stream
        member = stream.author
        history = InMemoryHistory(workspace: invite.workspace, coding: ColumnarBatchCoding())
        self.invite = invite
    }

    /// Writes changes that depend on all that is held; they are sealed when first sent.
    func write(_ count: Int = 1) throws {
        let others = try history.vector().filter { $0.stream != stream.stream }
        for index in 0..<count {
            unsent.append(stream.write(after: index == 0 && unsent.isEmpty ? others : []))
        }
    }

    /// Goes on with another link, as after a second invitation.
    func take(_ invite: InviteLink) { self.invite = invite }

    /// What it means to do at its hub, or at another place or for another key.
    func plan(at endpoint: Endpoint? = nil, hubKey: [UInt8]? = nil) -> SyncPlan {
        var plan = SyncPlan(
            endpoint: endpoint ?? invite.endpoint, workspace: invite.workspace,
            deviceKey: stream.key, hubKey: hubKey ?? invite.hubKey, schemaLevel: 1)
        plan.joining = .init(secret: invite.secret, member: member)
        plan.comparesStates = state != nil
        return plan
    }

    func sync(at endpoint: Endpoint? = nil, hubKey: [UInt8]? = nil) throws -> SyncSummary {
        try ReplicaConnection.run(
            plan(at: endpoint, hubKey: hubKey), host: self, in: TestWorld.sync)
    }

    var digest: Link { get throws { try history.logDigest() } }

    // What the session asks for

    func read<Result>(_ body: (any HistoryStore) throws -> Result) throws -> Result {
        try body(history)
    }

    func adopt(_ welcome: Welcome, clockOffsetMilliseconds: Int64) throws -> Standing {
        _ = try seal()
        return try Standing(for: welcome.hub, in: history)
    }

    func seal() throws -> [Batch] {
        guard let first = unsent.first else { return [] }
        let sequence = first.header.sequence - 1
        let head = try history.lineage(of: stream.stream)?.segments.first?.tip
        let batch = stream.sealed(unsent, after: head ?? Head(sequence, .origin))
        unsent = []
        _ = try Admission.admit(batch, into: history) { _ in true }
        return [batch]
    }

    func store(_ deliveries: [Delivery]) throws -> [Verdict] {
        try ReplicaIntake.store(deliveries, in: history)
    }

    func noteDurable(_ entries: [VectorEntry]) { durable.formUnion(entries) }

    func noteRefusal(_ refused: Refused) { self.refused.append(refused) }

    func noteCaughtUp(_ caughtUp: CaughtUp, with hub: HubID) {}

    func stateReport() throws -> StateReport? {
        let log = try digest
        return state.map { StateReport(.init(tag: log.bytes, digest: $0)) }
    }
}
