import History
import SyncProtocol
import Testing

/// Who waits with what was received, since more may come, is told when nothing more will.
///
/// Proves S-75.
struct AllSentTests {
    private let cast: Cast

    init() throws { cast = try #require(Cast()) }

    // The hub

    /// A session whose replica has the log up to its start and lets the hub send what comes.
    private func openAtStart() -> OpenHub {
        let cursor = HubCursor(
            hub: HubID(publicKey: cast.hubKey.publicKey), epoch: cast.epoch, position: .start)
        return cast.openHub(cursor: cursor, location: cast.location(atCursor: .start))
    }

    @Test func `after many changes the hub says that all were sent, once nobody brings more`() {
        var open = openAtStart()
        _ = open.session.runsAppended(to: 2)
        let many = SessionLimits.allSentMinChanges
        let runs = [cast.run(1, changes: many), cast.run(2)]
        let sent = runs.map {
            HubAction.send(.batch(BatchMessage(batch: $0.batch, position: $0.position)))
        }
        #expect(open.session.fetched(runs) == sent)
        #expect(open.session.expecting(true) == [])
        let allSent = HubAction.send(.allSent(AllSent(count: 2)))
        #expect(open.session.expecting(false) == [allSent])
        #expect(open.session.expecting(false) == [])
    }

    @Test func `the hub does not say that all was sent while something is still to be`() {
        var open = openAtStart()
        _ = open.session.expecting(false)
        _ = open.session.runsAppended(to: 2)
        let many = SessionLimits.allSentMinChanges
        let rest = open.session.fetched([cast.run(1, changes: many)])
        #expect(rest.count == 2 && rest.last == .fetch(after: 1, through: 2))
        #expect(open.session.expecting(false) == [])
        let allSent = HubAction.send(.allSent(AllSent(count: 2)))
        #expect(open.session.fetched([cast.run(2)]).last == allSent)
    }

    @Test func `few changes are sent without another word`() {
        var open = openAtStart()
        _ = open.session.expecting(false)
        _ = open.session.runsAppended(to: 1)
        let few = SessionLimits.allSentMinChanges - 1
        #expect(open.session.fetched([cast.run(1, changes: few)]).count == 1)
    }

    // The replica

    @Test func `once the hub has sent all, a store waits for nothing until more comes`() {
        var replica = cast.openReplica()
        let allSent = Message.allSent(AllSent(count: 2))
        _ = replica.received(cast.message(1), at: cast.start)
        _ = replica.received(cast.message(2), at: cast.start)
        #expect(replica.received(allSent, at: cast.start) == [.noteAllSent])
        let both = [cast.delivery(1), cast.delivery(2)]
        #expect(replica.gathered(ticket: 0) == [.store(both, ticket: 1, mayGrow: false)])
        _ = replica.received(cast.message(3), at: cast.start)
        #expect(
            replica.gathered(ticket: 1) == [
                .store(both + [cast.delivery(3)], ticket: 2, mayGrow: true)
            ])
    }

    @Test func `what does not fit into one store is followed by more, though all was sent`() {
        var replica = cast.openReplica()
        let count = UInt64(SessionLimits.intakeMaxBatches) + 1
        for number in 1...count { _ = replica.received(cast.message(number), at: cast.start) }
        _ = replica.received(.allSent(AllSent(count: count)), at: cast.start)
        let first = (1..<count).map { cast.delivery($0) }
        #expect(replica.gathered(ticket: 0) == [.store(first, ticket: 1, mayGrow: true)])
    }
}
