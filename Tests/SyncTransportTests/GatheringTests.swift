import Causality
import History
import SyncProtocol
import Testing

@testable import SyncTransport

/// Which stores wait for more, and for how long.
struct GatheringTests {
    private let many = TransportLimits.gatherMinChanges

    private func deliveries(_ count: Int, changes: UInt64, bytes: Int = 10) -> [Delivery] {
        (0..<count).map { number in
            let link = Link(0, 0, 0, UInt64(number))
            let batch = Batch(
                stream: StreamID(high: 3, low: UInt64(number)), first: 1, last: changes,
                previous: .origin, link: link,
                seal: Seal(head: Head(changes, link), signature: []), birth: nil, changes: nil,
                encoded: [UInt8](repeating: 0, count: bytes))
            return Delivery(batch: batch, cursor: nil)
        }
    }

    private func store(
        _ deliveries: [Delivery], _ ticket: UInt64, mayGrow: Bool = true
    ) -> Gathering.Store {
        Gathering.Store(deliveries: deliveries, ticket: ticket, mayGrow: mayGrow)
    }

    @Test func `few changes are stored at once`() {
        var gathering = Gathering()
        let few = deliveries(1, changes: many - 1)
        #expect(gathering.admit(store(few, 0))?.deliveries == few)
        #expect(!gathering.isWaiting)
    }

    @Test func `many changes wait for as long as more come, and are stored when none do`() {
        var gathering = Gathering()
        #expect(gathering.admit(store(deliveries(1, changes: many), 0)) == nil)
        #expect(gathering.ticketDue(isSilent: false) == nil)
        #expect(gathering.ticketDue(isSilent: true) == 0)
        #expect(gathering.ticketDue(isSilent: true) == nil)
        let two = deliveries(2, changes: many)
        #expect(gathering.admit(store(two, 1)) == nil)
        #expect(gathering.ticketDue(isSilent: true) == 1)
        #expect(gathering.admit(store(two, 2))?.deliveries == two)
        #expect(!gathering.isWaiting)
    }

    @Test func `nothing waits once the hub has sent all`() {
        var gathering = Gathering()
        let one = deliveries(1, changes: many)
        #expect(gathering.admit(store(one, 0, mayGrow: false))?.deliveries == one)
        #expect(gathering.ticketOfAll() == nil)
        #expect(gathering.admit(store(one, 1)) == nil)
        #expect(gathering.ticketOfAll() == 1)
        #expect(!gathering.isPausing)
        let two = deliveries(2, changes: many)
        #expect(gathering.admit(store(two, 2, mayGrow: false))?.deliveries == two)
        #expect(!gathering.isWaiting)
    }

    @Test func `other errands make a pause end, however many there are`() {
        var gathering = Gathering()
        #expect(gathering.admit(store(deliveries(1, changes: many), 7)) == nil)
        for _ in 1..<TransportLimits.gatherLettersMax {
            #expect(gathering.ticketDue(isSilent: false) == nil)
        }
        #expect(gathering.ticketDue(isSilent: false) == 7)
    }

    @Test func `a line that goes on bringing a little cannot put a store off for ever`() {
        var gathering = Gathering()
        var waits = 0
        while gathering.admit(store(deliveries(waits + 1, changes: many), 0)) == nil {
            waits += 1
            guard waits <= TransportLimits.gatherPausesMax else { break }
        }
        #expect(waits == TransportLimits.gatherPausesMax)
    }

    @Test func `what fills most of the window waits for nothing`() {
        var gathering = Gathering()
        let large = deliveries(1, changes: many, bytes: TransportLimits.gatherMaxBytes)
        #expect(gathering.admit(store(large, 0))?.deliveries == large)
    }

    @Test func `what waits as the session ends is given out once`() {
        var gathering = Gathering()
        let waiting = deliveries(1, changes: many)
        #expect(gathering.admit(store(waiting, 4)) == nil)
        #expect(gathering.release()?.deliveries == waiting)
        #expect(gathering.release() == nil)
        #expect(gathering.ticketDue(isSilent: true) == nil)
    }
}
