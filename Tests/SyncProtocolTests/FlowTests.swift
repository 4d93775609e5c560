import Causality
import History
import SyncProtocol
import Testing

/// Credit, silence, and the order in which stored runs go out.
struct FlowTests {
    private let cast: Cast

    init() throws { cast = try #require(Cast()) }

    @Test func `one batch may overdraw the credit, the next may not be sent`() {
        var window = CreditWindow(bytes: 10)
        #expect(window.take(9) == true)
        #expect(window.take(500) == true)
        #expect(window.take(1) == false)
        #expect(window.release(509) == 509)
        #expect(window.take(1) == true)
    }

    @Test func `credit comes back by the quarter`() {
        var window = CreditWindow(bytes: SessionLimits.creditWindowBytes)
        let grain = Int(SessionLimits.creditGrainBytes)
        #expect(window.release(grain - 1) == 0)
        #expect(window.release(1) == SessionLimits.creditGrainBytes)
    }

    @Test func `a silent side is pinged, then given up`() {
        var keepAlive = KeepAlive(idleMaxMilliseconds: 30_000, at: 0)
        #expect(keepAlive.deadlinePassed(at: 9_999) == .wait(until: 10_000))
        #expect(keepAlive.deadlinePassed(at: 10_000) == .ping(Ping(number: 1), until: 20_000))
        #expect(keepAlive.deadlinePassed(at: 29_999) == .ping(Ping(number: 2), until: 30_000))
        #expect(keepAlive.deadlinePassed(at: 30_000) == .giveUp)
        keepAlive.heard(at: 30_000)
        #expect(keepAlive.deadlinePassed(at: 30_001) == .wait(until: 40_000))
    }

    @Test func `the same head is asked for three times and no more`() {
        var asking = Asking()
        let want = Want(cast.batch(1).entry, held: [])
        for _ in 0..<SessionLimits.missingRepeatMax { #expect(asking.admit([want]) == [want]) }
        #expect(asking.admit([want]) == [])
        asking.received(want.entry)
        #expect(asking.admit([want]) == [want])
    }

    @Test func `wanted runs go first, then the milestone, then the tail`() {
        var offering = Offering(credit: 1_000, head: 4)
        offering.enqueue([2...2], bearPositions: true)
        offering.enqueue(milestone: cast.position(3))
        offering.follow(after: 3)
        #expect(offering.orders() == [.fetch(after: 1, through: 2)])
        offering.fetched([cast.run(2)])
        let wanted = BatchMessage(batch: cast.batch(2), position: cast.position(2))
        #expect(
            offering.orders() == [
                .send(wanted), .caughtUp(cast.position(3), isMilestone: true),
                .fetch(after: 3, through: 4),
            ])
        offering.fetched([cast.run(4)])
        let tail = BatchMessage(batch: cast.batch(4), position: cast.position(4))
        #expect(offering.orders() == [.send(tail)])
        #expect(offering.orders() == [])
    }

    @Test func `nothing is read while credit is lacking`() {
        var offering = Offering(credit: 10, head: 3)
        offering.follow(after: 0)
        #expect(offering.orders() == [.fetch(after: 0, through: 3)])
        offering.fetched([cast.run(1), cast.run(2)])
        #expect(offering.orders().count == 1)
        offering.granted(Credit(bytes: 10))
        #expect(offering.orders().count == 1)
        #expect(offering.orders() == [])
        offering.granted(Credit(bytes: 1))
        #expect(offering.orders() == [.fetch(after: 2, through: 3)])
    }

    @Test func `what came from the other side does not go back, but its position is told`() {
        var offering = Offering(credit: 100, head: 0)
        offering.follow(after: 0)
        offering.pass(cast.position(1))
        offering.grown(to: 1)
        #expect(offering.orders() == [.caughtUp(cast.position(1), isMilestone: false)])
    }

    @Test func `a refused stream stops, the others go on`() {
        var offering = Offering(credit: 100, head: 2)
        offering.follow(after: 0)
        _ = offering.orders()
        offering.stop(cast.batch(1).stream)
        offering.fetched([cast.run(1), cast.run(2)])
        let other = BatchMessage(batch: cast.batch(2), position: cast.position(2))
        #expect(offering.orders() == [.send(other)])
    }
}
