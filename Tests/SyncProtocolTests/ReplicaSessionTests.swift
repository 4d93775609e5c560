import History
import SyncProtocol
import Testing

/// An open session as the replica sees it.
struct ReplicaSessionTests {
    private let cast: Cast

    init() throws { cast = try #require(Cast()) }

    @Test func `a store that was not begun is handed out anew with all that came since`() {
        var replica = cast.openReplica()
        let first = replica.received(cast.message(1), at: cast.start)
        #expect(first == [.store([cast.delivery(1)], ticket: 0, mayGrow: true)])
        #expect(replica.received(cast.message(2), at: cast.start) == [])
        #expect(replica.received(cast.message(3), at: cast.start) == [])
        let gathered = replica.gathered(ticket: 0)
        let all = [cast.delivery(1), cast.delivery(2), cast.delivery(3)]
        #expect(gathered == [.store(all, ticket: 1, mayGrow: true)])
        #expect(replica.gathered(ticket: 0) == [])
    }

    @Test func `what is gathered is acknowledged once it is stored, and not before`() {
        var replica = cast.openReplica()
        _ = replica.received(cast.message(1), at: cast.start)
        _ = replica.received(cast.message(2), at: cast.start)
        _ = replica.gathered(ticket: 0)
        #expect(replica.stored(ticket: 0, [.durable(cast.position(1))]) == [])
        let verdicts = [Verdict.durable(cast.position(1)), .durable(cast.position(2))]
        let acknowledge = Acknowledge(entries: [], position: cast.position(2))
        #expect(replica.stored(ticket: 1, verdicts) == [.send(.acknowledge(acknowledge))])
    }

    @Test func `a refused batch among those gathered stops its own stream alone`() {
        var replica = cast.openReplica()
        _ = replica.received(cast.message(1), at: cast.start)
        _ = replica.received(cast.message(2), at: cast.start)
        _ = replica.gathered(ticket: 0)
        let refused = Refused(stream: cast.batch(1).stream, sequence: 1, reason: .badSeal)
        let actions = replica.stored(
            ticket: 1, [.refused(.badSeal), .durable(cast.position(2))])
        #expect(actions == [.send(.refused(refused)), .noteRefusal(refused)])
        #expect(replica.received(cast.message(1), at: cast.start) == [])
        let other = Delivery(batch: cast.batch(3), cursor: nil)
        #expect(
            replica.received(cast.message(3), at: cast.start) == [
                .store([other], ticket: 2, mayGrow: true)
            ])
    }
}
