import SyncProtocol

/// One connection between a replica and a hub: in order within each direction, and gone at once or late.
final class SimulatedConnection {
    enum Side: Hashable {
        case replica
        case hub
    }

    let number: Int
    let replica: Int
    let hub: Int
    /// Each end learns of the end by itself: what one has lost the other may still believe in.
    var isOpenAtReplica = true
    var isOpenAtHub = true
    /// When the last message of a direction arrives: none overtakes another.
    private var arrivals: [Side: UInt64] = [:]
    /// Messages that a partition holds back, by the side that they go to.
    var stalled: [Side: [[UInt8]]] = [:]

    init(number: Int, replica: Int, hub: Int) {
        self.number = number
        self.replica = replica
        self.hub = hub
    }

    func isOpen(at side: Side) -> Bool {
        side == .hub ? isOpenAtHub : isOpenAtReplica
    }

    func close(at side: Side) {
        if side == .hub { isOpenAtHub = false } else { isOpenAtReplica = false }
        stalled[side] = nil
    }

    /// The time at which a message sent now arrives at a side.
    func arrival(at side: Side, now: UInt64, latency: UInt64) -> UInt64 {
        let time = max(now + latency, arrivals[side] ?? 0)
        arrivals[side] = time
        return time
    }
}
