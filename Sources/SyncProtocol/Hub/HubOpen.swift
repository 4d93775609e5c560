import Causality
import History

/// Both directions flow: catching up first, then live; the two differ only in what the offering holds.
///
/// Can go to: `closed` on goodbye, silence, a breach of the protocol, or once drained.
struct HubOpen: ~Copyable {
    /// A received batch on its way into the store.
    private struct Taken {
        let entry: VectorEntry
        let first: UInt64
        let cost: Int
    }

    /// What the next `resolved` is for.
    private enum Purpose {
        /// The replica's answer to the hub's vector; the log's head of then follows it.
        case vectorAnswer(LogPosition)
        case repair
    }

    let enrolment: Enrolment
    let epoch: HubEpoch
    var keepAlive: KeepAlive
    var isDraining = false
    private var offering: Offering
    private var window: CreditWindow
    private var asking = Asking()
    private var taken: [UInt64: Taken] = [:]
    private var nextTicket: UInt64 = 0
    private var stopped: Set<StreamID> = []
    private var awaitsVectorAnswer: LogPosition?
    private var purposes: [Purpose] = []
    private let digest: Link
    /// Changes that were sent since it was last said that all is.
    private var changesSent: UInt64 = 0
    /// Until the host says otherwise, others may be bringing more.
    private var isMoreExpected = true

    init(
        _ previous: consuming HubLocating, location: Location, fits: Bool, limits: GrantedLimits
    ) {
        enrolment = previous.enrolment
        epoch = location.epoch
        keepAlive = previous.keepAlive
        digest = location.logDigest
        window = CreditWindow(bytes: limits.creditBytes)
        let credit = min(previous.resume.creditBytes, SessionLimits.creditMaxBytes)
        offering = Offering(credit: credit, head: max(location.head.count, previous.head))
        if fits {
            offering.enqueue(location.lacking.clipped(to: location.head.count), bearPositions: true)
            offering.enqueue(milestone: location.head)
            offering.follow(after: location.head.count)
        } else {
            awaitsVectorAnswer = location.head
        }
        _ = asking.admit(location.wants)
    }

    /// Says whether nothing that was received still waits for the store.
    var isQuiet: Bool { taken.isEmpty }

    // What comes from the replica

    mutating func batchReceived(_ message: BatchMessage) -> Result<[HubAction], GoodbyeReason> {
        let batch = message.batch
        let cost = CreditWindow.cost(of: batch)
        guard window.take(cost) else { return .failure(.creditExceeded) }
        guard !stopped.contains(batch.stream) else { return .success(release(cost)) }
        let ticket = nextTicket
        nextTicket += 1
        taken[ticket] = Taken(entry: batch.entry, first: batch.first, cost: cost)
        #if RAILYARD_BUG_ACK_EARLY  // Trips the checker `nothing acknowledged is lost`.
            return .success([
                .send(.acknowledge(Acknowledge(entries: [batch.entry]))),
                .admit(batch, ticket: ticket),
            ])
        #else
            return .success([.admit(batch, ticket: ticket)])
        #endif
    }

    mutating func missingReceived(_ missing: Missing) -> [HubAction] {
        if let head = awaitsVectorAnswer {
            awaitsVectorAnswer = nil
            purposes.append(.vectorAnswer(head))
        } else {
            purposes.append(.repair)
        }
        return [.resolve(missing.wants)]
    }

    mutating func creditReceived(_ credit: Credit) -> [HubAction] {
        offering.granted(credit)
        return offered()
    }

    mutating func refusedReceived(_ refused: Refused) -> [HubAction] {
        offering.stop(refused.stream)
        return offered()
    }

    // What comes from the host

    mutating func admitted(_ verdicts: [(ticket: UInt64, verdict: Verdict)]) -> [HubAction] {
        var actions: [HubAction] = []
        var durable: [VectorEntry] = []
        var wants: Set<Want> = []
        for (ticket, verdict) in verdicts {
            guard let batch = taken.removeValue(forKey: ticket) else { continue }
            switch verdict {
            case .durable(let position):
                if let position { offering.pass(position) }
                asking.received(batch.entry)
                durable.append(batch.entry)
            case .missing(let missing):
                #if !RAILYARD_BUG_SKIP_MISSING  // Trips `what is missing is asked for`.
                    wants.formUnion(asking.admit(missing))
                #endif
            case .refused(let reason):
                stopped.insert(batch.entry.stream)
                actions.append(
                    .send(
                        .refused(
                            Refused(
                                stream: batch.entry.stream, sequence: batch.first,
                                reason: reason))))
            }
            actions += release(batch.cost)
        }
        if !durable.isEmpty {
            let entries = Set(durable).sorted()
            actions.insert(.send(.acknowledge(Acknowledge(entries: entries))), at: 0)
        }
        if !wants.isEmpty { actions.append(.send(.missing(Missing(wants: wants.sorted())))) }
        return actions + offered()
    }

    mutating func resolved(_ stretches: [ClosedRange<UInt64>]) -> [HubAction] {
        guard !purposes.isEmpty else { return [] }
        switch purposes.removeFirst() {
        case .vectorAnswer(let head):
            offering.enqueue(stretches.clipped(to: head.count), bearPositions: false)
            offering.enqueue(milestone: head)
            offering.follow(after: head.count)
        case .repair:
            offering.insert(stretches)
        }
        return offered()
    }

    mutating func fetched(_ runs: [StoredRun]) -> [HubAction] {
        offering.fetched(runs)
        return offered()
    }

    mutating func grown(to count: UInt64) -> [HubAction] {
        offering.grown(to: count)
        return offered()
    }

    mutating func expecting(_ isExpected: Bool) -> [HubAction] {
        isMoreExpected = isExpected
        return saidAllSent()
    }

    mutating func offered() -> [HubAction] {
        var actions: [HubAction] = []
        for order in offering.orders() {
            switch order {
            case .send(let message):
                changesSent += message.batch.changeCount
                actions.append(.send(.batch(message)))
            case .caughtUp(let position, let isMilestone):
                let caughtUp = CaughtUp(position: position, digest: isMilestone ? digest : nil)
                actions.append(.send(.caughtUp(caughtUp)))
            case .fetch(let after, let through):
                actions.append(.fetch(after: after, through: through))
            }
        }
        return actions + saidAllSent()
    }

    private mutating func saidAllSent() -> [HubAction] {
        guard !isMoreExpected, changesSent >= SessionLimits.allSentMinChanges,
            let count = offering.countWhenSpent
        else { return [] }
        changesSent = 0
        return [.send(.allSent(AllSent(count: count)))]
    }

    private mutating func release(_ cost: Int) -> [HubAction] {
        let bytes = window.release(cost)
        return bytes > 0 ? [.send(.credit(Credit(bytes: bytes)))] : []
    }
}

extension [ClosedRange<UInt64>] {
    /// The parts of ascending ranges that lie at or below a count.
    fileprivate func clipped(to count: UInt64) -> [ClosedRange<UInt64>] {
        compactMap { range in
            range.lowerBound <= count ? range.lowerBound...Swift.min(range.upperBound, count) : nil
        }
    }
}
