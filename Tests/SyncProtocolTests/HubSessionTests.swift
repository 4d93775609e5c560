import Causality
import History
import SyncProtocol
import Testing

/// An open session as the hub sees it.
struct HubSessionTests {
    private let cast: Cast

    init() throws { cast = try #require(Cast()) }

    private func cursor(_ position: LogPosition, epoch: HubEpoch? = nil) -> HubCursor {
        HubCursor(
            hub: HubID(publicKey: cast.hubKey.publicKey), epoch: epoch ?? cast.epoch,
            position: position)
    }

    private func course(_ actions: [HubAction]) -> Position.Course? {
        for case .send(.position(let position)) in actions { return position.course }
        return nil
    }

    @Test func `nothing is acknowledged before the host says that it is durable`() {
        var open = cast.openHub()
        let batch = cast.batch(1)
        let message = Message.batch(BatchMessage(batch: batch, position: nil))
        #expect(open.session.received(message, at: cast.start) == [.admit(batch, ticket: 0)])
        let actions = open.session.admitted([(0, .durable(cast.position(1)))])
        #expect(actions.first == .send(.acknowledge(Acknowledge(entries: [batch.entry]))))
    }

    @Test func `a cursor that fits goes on from there`() {
        let here = cast.position(3)
        let location = cast.location(head: here, atCursor: here)
        let open = cast.openHub(cursor: cursor(here), location: location)
        #expect(course(open.opening) == .fromCursor)
    }

    @Test func `a cursor of another epoch means vectors, and no new epoch`() {
        let here = cast.position(3)
        let location = cast.location(head: here, atCursor: here)
        let old = cursor(here, epoch: HubEpoch(rawValue: 1))
        let open = cast.openHub(cursor: old, location: location)
        #expect(course(open.opening) == .byVectors([]))
    }

    @Test func `a cursor that contradicts the log makes the hub begin a new epoch`() {
        let beyond = cast.location(head: cast.position(2), atCursor: nil)
        var open = cast.openHub(cursor: cursor(cast.position(3)), location: beyond)
        #expect(open.opening == [.mintEpoch])
        let actions = open.session.epochMinted(HubEpoch(rawValue: 10))
        #expect(course(actions) == .byVectors([]))
        let other = LogPosition(count: 3, hash: .origin)
        let changed = cast.location(head: cast.position(3), atCursor: other)
        let again = cast.openHub(cursor: cursor(cast.position(3)), location: changed)
        #expect(again.opening == [.mintEpoch])
    }

    @Test func `a refused batch stops its own stream and no other`() {
        var open = cast.openHub()
        let bad = cast.batch(1)
        let good = cast.batch(2)
        _ = open.session.received(
            .batch(BatchMessage(batch: bad, position: nil)), at: cast.start)
        let refused = Refused(stream: bad.stream, sequence: 1, reason: .badSeal)
        #expect(
            open.session.admitted([(0, .refused(.badSeal))]) == [.send(.refused(refused))])
        let again = Message.batch(BatchMessage(batch: bad, position: nil))
        #expect(open.session.received(again, at: cast.start) == [])
        let other = Message.batch(BatchMessage(batch: good, position: nil))
        #expect(open.session.received(other, at: cast.start) == [.admit(good, ticket: 1)])
    }

    @Test func `what is missing is asked for and the session goes on`() {
        var open = cast.openHub()
        let batch = cast.batch(1)
        _ = open.session.received(
            .batch(BatchMessage(batch: batch, position: nil)), at: cast.start)
        let wants = [Want(batch.entry, held: []), Want(cast.batch(2).entry, held: [])].sorted()
        #expect(
            open.session.admitted([(0, .missing(wants))])
                == [.send(.missing(Missing(wants: wants)))])
        let isClosed = open.session.isClosed
        #expect(!isClosed)
    }

    @Test func `whoever sends without credit is cut off`() {
        var open = cast.openHub(limits: GrantedLimits(creditBytes: 5))
        let first = Message.batch(BatchMessage(batch: cast.batch(1), position: nil))
        #expect(open.session.received(first, at: cast.start).count == 1)
        let second = Message.batch(BatchMessage(batch: cast.batch(2), position: nil))
        #expect(
            open.session.received(second, at: cast.start).last == .close(.creditExceeded))
    }

    @Test func `a draining hub answers what it took in, then says goodbye`() {
        var open = cast.openHub()
        let batch = cast.batch(1)
        _ = open.session.received(
            .batch(BatchMessage(batch: batch, position: nil)), at: cast.start)
        #expect(open.session.draining() == [])
        let actions = open.session.admitted([(0, .durable(cast.position(1)))])
        #expect(actions.first == .send(.acknowledge(Acknowledge(entries: [batch.entry]))))
        #expect(actions.last == .close(.draining))
    }
}
