package import Causality
package import History

/// The sending half of a session: which stored runs go out, in which order, as credit allows.
///
///     wanted stretches of the log ──▶ milestone ──▶ the tail, as the log grows
///
/// Runs are read from the store a page at a time, only when credit is there: a slow receiver costs a
/// page of memory, whatever the length of what it has not read.
package struct Offering: Hashable, Sendable {
    /// A part of what is to be offered before the tail is.
    private enum Part: Hashable, Sendable {
        case stretch(ClosedRange<UInt64>, bearsPositions: Bool)
        case milestone(LogPosition)
    }

    private struct Reading: Hashable, Sendable {
        let stretch: ClosedRange<UInt64>
        let bearsPositions: Bool
        let isTail: Bool
    }

    private var credit: Int
    private var parts: [Part] = []
    /// Everything up to this count was offered or lies in `parts`; nil until it is known.
    private var tail: UInt64?
    private var head: UInt64
    private var reading: Reading?
    private var page: ArraySlice<StoredRun> = []
    private var pageBearsPositions = false
    /// Positions of runs that came from the other side: they need not go back.
    private var theirs: [UInt64: LogPosition] = [:]
    private var stopped: Set<StreamID> = []
    /// The newest position that went by without a message to tell of it.
    private var passed: LogPosition?

    package init(credit: UInt32, head: UInt64) {
        self.credit = Int(credit)
        self.head = head
    }

    // Changing what is to be offered

    /// Follows the log from a position on, once all that was asked for before is through.
    package mutating func follow(after count: UInt64) { tail = count }

    package mutating func enqueue(_ stretches: [ClosedRange<UInt64>], bearPositions: Bool) {
        parts += stretches.map { .stretch($0, bearsPositions: bearPositions) }
    }

    /// Offers something before all else that waits: it was asked for in order to go on.
    package mutating func insert(_ stretches: [ClosedRange<UInt64>]) {
        parts.insert(
            contentsOf: stretches.map { .stretch($0, bearsPositions: false) }, at: 0)
    }

    /// Says `caughtUp` when everything enqueued before is sent.
    package mutating func enqueue(milestone: LogPosition) { parts.append(.milestone(milestone)) }

    package mutating func grown(to count: UInt64) { head = max(head, count) }

    package mutating func granted(_ credit: Credit) {
        self.credit = min(self.credit + Int(credit.bytes), Int(SessionLimits.creditMaxBytes))
    }

    /// Passes over a run that came from the other side itself.
    package mutating func pass(_ position: LogPosition) {
        guard position.count > tail ?? 0 else { return }
        theirs[position.count] = position
    }

    package var hasCredit: Bool { credit > 0 }

    /// The count of the log up to which all was offered; nil while something is still to go out.
    package var countWhenSpent: UInt64? {
        guard reading == nil, page.isEmpty, parts.isEmpty, let tail, tail >= head else {
            return nil
        }
        return head
    }

    /// Offers nothing more of a stream that was refused.
    package mutating func stop(_ stream: StreamID) {
        #if RAILYARD_BUG_REFUSAL_STOPS_ALL  // Trips `a refused stream stops, the others go on`.
            credit = .min / 2
        #endif
        stopped.insert(stream)
    }

    package func isStopped(_ stream: StreamID) -> Bool { stopped.contains(stream) }

    // Carrying it out

    package enum Order: Equatable {
        case send(BatchMessage)
        case caughtUp(LogPosition, isMilestone: Bool)
        case fetch(after: UInt64, through: UInt64)
    }

    /// Takes a page that was fetched; an empty one ends its stretch.
    package mutating func fetched(_ runs: [StoredRun]) {
        guard let reading else { return }
        self.reading = nil
        page = runs[...]
        pageBearsPositions = reading.bearsPositions
        let last = runs.last?.position.count ?? reading.stretch.upperBound
        if reading.isTail {
            tail = max(tail ?? 0, last)
        } else if last < reading.stretch.upperBound {
            let rest = last + 1...reading.stretch.upperBound
            parts.insert(.stretch(rest, bearsPositions: reading.bearsPositions), at: 0)
        }
    }

    /// What can be done now: called after every change until it returns nothing.
    package mutating func orders() -> [Order] {
        var orders: [Order] = []
        while reading == nil {
            if let run = page.first {
                guard offer(run, into: &orders) else { break }
            } else if !startNext(into: &orders) {
                break
            }
        }
        return orders
    }

    /// Sends or passes over the next run of the page; false where credit is lacking.
    private mutating func offer(_ run: StoredRun, into orders: inout [Order]) -> Bool {
        let isTheirs = theirs.removeValue(forKey: run.position.count) != nil
        if isTheirs || stopped.contains(run.batch.stream) {
            if pageBearsPositions { passed = run.position }
        } else {
            guard credit > 0 else { return false }
            credit -= CreditWindow.cost(of: run.batch)
            passed = nil
            orders.append(
                .send(
                    BatchMessage(
                        batch: run.batch, position: pageBearsPositions ? run.position : nil)))
        }
        page = page.dropFirst()
        return true
    }

    /// Begins the next part; false where there is nothing to do, or no credit to do it.
    private mutating func startNext(into orders: inout [Order]) -> Bool {
        if case .milestone(let position)? = parts.first {
            parts.removeFirst()
            passed = nil
            orders.append(.caughtUp(position, isMilestone: true))
            return true
        }
        if parts.isEmpty { passOver() }
        if parts.isEmpty, let position = passed, tail ?? 0 >= head {
            passed = nil
            orders.append(.caughtUp(position, isMilestone: false))
            return true
        }
        guard credit > 0 else { return false }
        if case .stretch(let stretch, let bears)? = parts.first {
            parts.removeFirst()
            reading = Reading(stretch: stretch, bearsPositions: bears, isTail: false)
            orders.append(
                .fetch(after: stretch.lowerBound - 1, through: stretch.upperBound))
            return true
        }
        guard let tail, tail < head else { return false }
        reading = Reading(stretch: tail + 1...head, bearsPositions: true, isTail: true)
        orders.append(.fetch(after: tail, through: head))
        return true
    }

    /// Moves the tail on over what came from the other side, without reading it.
    private mutating func passOver() {
        while let count = tail, let position = theirs.removeValue(forKey: count + 1) {
            tail = count + 1
            head = max(head, count + 1)
            passed = position
        }
    }
}
