import Causality
import History
import SyncProtocol
import Testing

@testable import Coordination

/// Whether somebody is known to be bringing what others will want.
struct ExpectedChangesTests {
    private let tokyo = StreamID(high: 1, low: 1)
    private let recife = StreamID(high: 1, low: 2)

    private func want(_ stream: StreamID, _ sequence: UInt64) -> Want {
        Want(VectorEntry(stream, sequence, Link(0, 0, 0, sequence)), held: [])
    }

    private func batch(_ stream: StreamID, _ range: ClosedRange<UInt64>) -> Batch {
        let link = Link(0, 0, 0, range.upperBound)
        return Batch(
            stream: stream, first: range.lowerBound, last: range.upperBound, previous: .origin,
            link: link, seal: Seal(head: Head(range.upperBound, link), signature: []), birth: nil,
            changes: nil, encoded: [])
    }

    @Test func `a device that was let in may bring something until it says where it stands`() {
        var expected = ExpectedChanges()
        #expect(!expected.isMore(besides: 2))
        expected.letIn(1)
        #expect(expected.isMore(besides: 2) && !expected.isMore(besides: 1))
        expected.note(1, brings: [])
        #expect(!expected.isMore(besides: 2))
    }

    @Test func `what was asked for is expected until its last batch is in the log`() {
        var expected = ExpectedChanges()
        expected.letIn(1)
        expected.note(1, brings: [want(tokyo, 20), want(tokyo, 12), want(recife, 3)])
        expected.note(1, brought: batch(recife, 1...3), isRefused: false)
        expected.note(1, brought: batch(tokyo, 1...12), isRefused: false)
        #expect(expected.isMore(besides: 2))
        expected.note(1, brought: batch(tokyo, 13...20), isRefused: false)
        #expect(!expected.isMore(besides: 2))
    }

    @Test func `nothing more is expected of a refused stream, nor of who is gone`() {
        var expected = ExpectedChanges()
        for session: UInt64 in 1...2 {
            expected.letIn(session)
            expected.note(session, brings: [want(tokyo, 20)])
        }
        expected.note(1, brought: batch(tokyo, 1...5), isRefused: true)
        #expect(expected.isMore(besides: 1) && !expected.isMore(besides: 2))
        expected.remove(2)
        expected.remove(2)
        #expect(!expected.isMore(besides: 3))
    }

    @Test func `a stranger is not waited for`() {
        var expected = ExpectedChanges()
        expected.note(1, brings: [want(tokyo, 20)])
        expected.note(1, brought: batch(tokyo, 1...20), isRefused: false)
        #expect(!expected.isMore(besides: 2))
    }
}
