import Causality
import History
import SyncProtocol
import Testing

@testable import SyncWire

/// Rules of reconciliation that no transcript shows, over stores that keep what the wire carries.
@Suite struct SessionRuleTests {
    private let workspace = WorkspaceID(high: 1, low: 1)
    private let key: DeviceKey
    private let birth: StreamBirth
    private let history: InMemoryHistory

    init() throws {
        key = try #require(DeviceKey(seed: Array(repeating: 3, count: DeviceKey.seedByteCount)))
        birth = StreamBirth(
            publicKey: key.publicKey,
            nonce: Array(repeating: 4, count: StreamBirth.nonceByteCount))
        history = InMemoryHistory(workspace: workspace, coding: ColumnarBatchCoding())
    }

    private func header(
        _ sequence: UInt64, dependencies: [VectorEntry] = []
    ) -> ChangeHeader {
        ChangeHeader(
            stream: birth.stream(in: workspace), sequence: sequence,
            stamp: HybridTimestamp(raw: sequence), author: MemberID(high: 2, low: 2),
            dependencies: dependencies)
    }

    private func sealed(_ headers: [ChangeHeader], after previous: Link) throws -> Batch {
        let changes = headers.map { Change(header: $0, operations: []) }
        let last = try #require(headers.last)
        let link = try #require(Chain.links(after: previous, changes).last)
        let head = Head(last.sequence, link)
        let message = Seal.message(workspace: workspace, stream: last.stream, head: head)
        let seal = Seal(head: head, signature: try #require(key.signature(for: message)))
        var batch = try #require(Batch(changes, after: previous, seal: seal, birth: birth))
        batch.encoded = try ColumnarBatchCoding().encode(batch)
        return batch
    }

    private func admit(_ batch: Batch) throws -> AdmissionOutcome {
        try history.transaction {
            try Admission.admit(batch, into: history, isEnrolled: { _ in true })
        }
    }

    /// Proves S-9.
    @Test func `a change that leaves one out waits for it`() throws {
        let first = try sealed([header(1)], after: .origin)
        let third = try sealed([header(3)], after: Link(1, 1, 1, 1))
        guard case .admitted = try admit(first), case .missing(let wanted) = try admit(third)
        else {
            Issue.record("the third was not asked to wait")
            return
        }
        #expect(wanted.map(\.sequence) == [2])
    }

    /// Proves S-60.
    @Test func `a batch is stored with all its dependencies or not at all`() throws {
        let absent = VectorEntry(StreamID(high: 9, low: 9), 4, Link(4, 4, 4, 4))
        let batch = try sealed([header(1), header(2, dependencies: [absent])], after: .origin)
        #expect(try admit(batch) == .missing([absent]))
        #expect(try history.position() == .start)
    }

    /// Proves S-63.
    @Test func `a cursor stays behind what was not stored, whatever comes after`() throws {
        let hub = HubID(publicKey: key.publicKey)
        let cursors = (1...2 as ClosedRange<UInt64>).map { count in
            HubCursor(
                hub: hub, epoch: HubEpoch(rawValue: 1),
                position: LogPosition(count: count, hash: Link(count, 0, 0, 0)))
        }
        let absent = VectorEntry(StreamID(high: 9, low: 9), 4, Link(4, 4, 4, 4))
        let waiting = try sealed([header(1, dependencies: [absent])], after: .origin)
        let good = try sealed([header(1)], after: .origin)
        _ = try ReplicaIntake.store(
            [
                Delivery(batch: waiting, cursor: cursors[0]),
                Delivery(batch: good, cursor: cursors[1]),
            ], in: history)
        #expect(try history.cursor(of: hub) == nil)
        #expect(try history.position().count == 1)
    }

    /// Proves S-64.
    @Test func `credit ends a session that goes on without it`() throws {
        let batch = try sealed([header(1)], after: .origin)
        let cost = CreditWindow.cost(of: batch)
        #expect(cost == batch.encoded?.count)
        var window = CreditWindow(bytes: UInt32(cost))
        let isFirstTaken = window.take(cost)
        let isSecondTaken = window.take(1)
        let granted = window.release(cost)
        let isThirdTaken = window.take(1)
        #expect([isFirstTaken, isSecondTaken, isThirdTaken] == [true, false, true])
        #expect(granted == UInt32(cost))
    }

    @Test func `a history that keeps columns gives back what was admitted`() throws {
        let first = try sealed([header(1), header(2)], after: .origin)
        guard case .admitted(let changes, _, _) = try admit(first) else {
            Issue.record("it was not admitted")
            return
        }
        let run = try #require(try history.run(at: 1))
        let decoded = try ColumnarBatchCoding().decode(try #require(run.batch.encoded))
        #expect(decoded.changes == changes.map(\.change))
    }
}
