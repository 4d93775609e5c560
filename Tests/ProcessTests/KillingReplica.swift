import Causality
import Foundation
import History
import StoreConformance
import SyncProtocol
import SyncTransport
import SyncWire

/// A replica that kills its hub in the midst of a sync, some microseconds after some step of it.
final class KillingReplica: ReplicaSessionHost {
    private let history: InMemoryHistory
    private var stream: ScriptedStream
    private let link: InviteLink
    private var unsent: [Change] = []
    private(set) var durable: Set<VectorEntry> = []
    /// What is done at the next steps, each after its own delay.
    var killer: (() -> Void)?

    init(_ seed: UInt8, _ link: InviteLink) {
        stream = ScriptedStream(seed, in: link.workspace)
        history = InMemoryHistory(workspace: link.workspace, coding: ColumnarBatchCoding())
        self.link = link
    }

    func write(_ count: Int) { for _ in 0..<count { unsent.append(stream.write()) } }

    func sync(_ number: UInt8) throws -> SyncSummary {
        var plan = SyncPlan(
            endpoint: link.endpoint, workspace: link.workspace, deviceKey: stream.key,
            hubKey: link.hubKey, schemaLevel: 1)
        plan.joining = .init(secret: link.secret, member: stream.author)
        let environment = SyncEnvironment(
            wallMilliseconds: { 1_700_000_000_000 },
            randomBytes: { [UInt8](repeating: number, count: $0) })
        return try ReplicaConnection.run(plan, host: self, in: environment)
    }

    var heads: [VectorEntry] { get throws { try history.vector() } }

    func read<Result>(_ body: (any HistoryStore) throws -> Result) throws -> Result {
        try body(history)
    }

    func adopt(_ welcome: Welcome, clockOffsetMilliseconds: Int64) throws -> Standing {
        _ = try seal()
        killer?()
        return try Standing(for: welcome.hub, in: history)
    }

    func seal() throws -> [Batch] {
        guard !unsent.isEmpty else { return [] }
        let tip = try history.lineage(of: stream.stream)?.segments.first?.tip
        let batch = stream.sealed(unsent, after: tip ?? Head(0, .origin))
        unsent = []
        _ = try Admission.admit(batch, into: history) { _ in true }
        return [batch]
    }

    func store(_ deliveries: [Delivery]) throws -> [Verdict] {
        try ReplicaIntake.store(deliveries, in: history)
    }

    func noteDurable(_ entries: [VectorEntry]) { durable.formUnion(entries) }

    func noteRefusal(_ refused: Refused) {}

    func noteCaughtUp(_ caughtUp: CaughtUp, with hub: HubID) {}
}
