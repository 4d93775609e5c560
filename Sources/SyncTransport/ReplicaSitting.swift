internal import Causality
internal import History
internal import SyncProtocol

/// One session as the thread that owns the replica lives through it.
///
///     opened ─▶ errands, each carried out and answered ─▶ quiet? ─▶ digests compared ─▶ goodbye ─▶ ended
///                                                          │
///                                                   live: until stop
struct ReplicaSitting {
    private let plan: SyncPlan
    private let host: any ReplicaSessionHost
    private let mailbox: SessionMailbox
    private let staysLive: Bool
    private var session: SessionReference<ReplicaSession>?
    private var progress: SyncProgress
    private var summary = SyncSummary()
    private var failure: (any Error)?
    private var isFinishing = false
    private var silence: UInt64 = 0
    private var queries: UInt32 = 0
    private var awaitsDigest = false
    private var gathering = Gathering()

    init(
        plan: SyncPlan, host: any ReplicaSessionHost, mailbox: SessionMailbox, staysLive: Bool
    ) {
        self.plan = plan
        self.host = host
        self.mailbox = mailbox
        self.staysLive = staysLive
        progress = SyncProgress(invites: plan.invites)
    }

    /// Carries out what the session wants until it ends.
    mutating func run(_ observe: (SyncEvent) -> Void) throws -> SyncSummary {
        while true {
            let wait =
                gathering.isPausing
                ? TransportLimits.gatherPauseMilliseconds : TransportLimits.pollMilliseconds
            let letter = mailbox.take(withinMilliseconds: wait)
            if let ticket = gathering.ticketDue(isSilent: letter == nil) {
                session?.input { $0.gathered(ticket: ticket) }
            }
            switch letter {
            case .opened(let session):
                self.session = session
            case .errand(let action):
                silence = 0
                carryOut(action, observe)
            case .ended(let end):
                return try finish(end, observe)
            case .stop:
                close(.finished)
            case nil:
                if !gathering.isWaiting { poll(observe) }
            }
        }
    }

    private mutating func finish(
        _ end: SessionEnd, _ observe: (SyncEvent) -> Void
    ) throws -> SyncSummary {
        if let failure { throw failure }
        if let waiting = gathering.release() { try store(waiting, observe) }
        guard let reason = end.reason else { throw TransportError.lost(plan.endpoint) }
        guard reason == .finished else { throw TransportError(reason) }
        var summary = summary
        summary.bytesSent = end.bytesSent
        summary.bytesReceived = end.bytesReceived
        return summary
    }

    private mutating func close(_ reason: GoodbyeReason) {
        guard !isFinishing else { return }
        isFinishing = true
        session?.input { $0.close(reason) }
    }

    // Errands

    private mutating func carryOut(_ action: ReplicaAction, _ observe: (SyncEvent) -> Void) {
        guard !isFinishing else { return }
        do {
            try answer(action, observe)
            try settle()
        } catch {
            failure = error
            close(.internalFailure)
        }
    }

    private mutating func answer(
        _ action: ReplicaAction, _ observe: (SyncEvent) -> Void
    ) throws {
        switch action {
        case .adopt(let welcome, let offset):
            try adopt(welcome, offset, observe)
        case .compare(let vector):
            let wants = try host.read { try Exchange.wants(of: vector, in: $0) }
            session?.input { $0.compared(wants) }
        case .seal:
            try seal(observe)
        case .store(let deliveries, let ticket, let mayGrow):
            let arrived = Gathering.Store(
                deliveries: deliveries, ticket: ticket, mayGrow: mayGrow)
            if let ready = gathering.admit(arrived) { try store(ready, observe) }
        case .noteAllSent:
            if let ticket = gathering.ticketOfAll() {
                session?.input { $0.gathered(ticket: ticket) }
            }
        case .fetch(let after, let through):
            let runs = try host.read {
                try Exchange.runs(after: after, through: through, in: $0)
            }
            summary.changesSent += runs.reduce(0) { $0 + $1.batch.changeCount }
            session?.input { $0.fetched(runs) }
        case .resolve(let wants):
            let stretches = try host.read { try Exchange.positions(of: wants, in: $0) }
            session?.input { $0.resolved(stretches) }
        case .noteDurable(let entries):
            try host.noteDurable(entries)
            progress.durable(entries)
        case .noteRefusal(let refused):
            try host.noteRefusal(refused)
            progress.refused(refused.stream)
            summary.refusals.append(refused)
            observe(.refused(refused))
        case .noteCaughtUp(let caughtUp):
            try noteCaughtUp(caughtUp, observe)
        case .noteInvite(let answer):
            progress.answered(answer)
            summary.inviteAnswers.append(answer)
        case .noteDigest(let answer):
            awaitsDigest = false
            summary.hubDigest = answer.logDigest
            summary.otherStates = answer.states
            summary.ownDigest = try host.read { try $0.logDigest() }
        case .send, .schedule, .close:
            // Carried out by the connection.
            return
        }
    }

    private mutating func adopt(
        _ welcome: Welcome, _ offset: Int64, _ observe: (SyncEvent) -> Void
    ) throws {
        summary.welcome = welcome
        observe(.connected(welcome))
        let standing = try host.adopt(welcome, clockOffsetMilliseconds: offset)
        progress.await(standing.vector)
        session?.input { $0.standingReported(standing) }
    }

    private mutating func seal(_ observe: (SyncEvent) -> Void) throws {
        let batches = try host.seal()
        guard !batches.isEmpty else { return }
        observe(.sealed(changes: batches.reduce(0) { $0 + $1.changeCount }))
        progress.await(batches.suffix(1).map(\.entry))
        let count = try host.read { try $0.position().count }
        session?.input { $0.runsAppended(to: count) }
    }

    private mutating func store(
        _ store: Gathering.Store, _ observe: (SyncEvent) -> Void
    ) throws {
        let (deliveries, ticket) = (store.deliveries, store.ticket)
        let verdicts = try host.store(deliveries)
        var changes: UInt64 = 0
        var newest: UInt64?
        for (delivery, verdict) in zip(deliveries, verdicts) {
            guard case .durable(let position) = verdict else { continue }
            if let cursor = delivery.cursor { summary.position = cursor.position }
            guard let position, let batch = delivery.batch else { continue }
            changes += batch.changeCount
            newest = max(newest ?? 0, position.count)
        }
        summary.changesReceived += changes
        session?.input { $0.stored(ticket: ticket, verdicts) }
        if let newest { session?.input { $0.runsAppended(to: newest) } }
        if changes > 0 { observe(.received(changes: changes)) }
    }

    private mutating func noteCaughtUp(
        _ caughtUp: CaughtUp, _ observe: (SyncEvent) -> Void
    ) throws {
        if let hub = summary.welcome?.hub { try host.noteCaughtUp(caughtUp, with: hub) }
        let isFirst = !progress.hasCaughtUp
        progress.caughtUp()
        observe(.caughtUp(caughtUp))
        guard isFirst else { return }
        for invite in plan.invites { session?.input { $0.asked(invite) } }
    }

    // Coming to an end

    /// Ends a sync that has nothing left to wait for, once both digests were looked at.
    private mutating func settle() throws {
        guard !staysLive, progress.isQuiet, !awaitsDigest, !gathering.isWaiting else { return }
        let isCompared = summary.isIdentical == true || queries == TransportLimits.digestQueriesMax
        guard !plan.comparesDigests || isCompared else {
            try report()
            queries += 1
            awaitsDigest = true
            let query = DigestQuery(number: queries)
            session?.input { $0.asked(query) }
            return
        }
        summary.isComplete = true
        close(.finished)
    }

    /// Tells what the state is at the log that is about to be compared.
    private mutating func report() throws {
        guard plan.comparesStates, let report = try host.stateReport(),
            report.state != summary.ownState
        else { return }
        summary.ownState = report.state
        session?.input { $0.told(report) }
    }

    private mutating func poll(_ observe: (SyncEvent) -> Void) {
        silence += TransportLimits.pollMilliseconds
        if staysLive {
            pollWritten()
            return
        }
        let patience =
            progress.awaitsAcknowledgements
            ? TransportLimits.acknowledgeMaxMilliseconds : TransportLimits.quietMaxMilliseconds
        if silence >= patience { close(.finished) }
    }

    private mutating func pollWritten() {
        guard progress.hasCaughtUp, !isFinishing else { return }
        do {
            guard try host.read({ try $0.newestUnsealed() != nil }) else { return }
            session?.input { $0.changesWritten() }
        } catch {
            failure = error
            close(.internalFailure)
        }
    }
}
