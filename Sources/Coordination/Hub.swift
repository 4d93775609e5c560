internal import Causality
internal import Dispatch
internal import History
package import Logging
internal import SQLiteStorage
package import SyncProtocol
package import SyncTransport
internal import Synchronization

/// The relay: lets devices in, admits their batches, gives them positions and passes them on.
///
///     sessions ──batches──▶ queue ──rounds──▶ writer ──committed──▶ acknowledge · tell all sessions
///     sessions ──questions─────────────────▶ reader ──────────────▶ answer
///
/// It knows no meaning and never imports the release model. One thread writes, one reads beside it;
/// nothing is acknowledged before the transaction that holds it is on the disk.
package final class Hub: Sendable {
    private struct State {
        var sessions = HubSessions()
        var admissions = AdmissionQueue()
        var recent = RecentRuns()
        var reports = StateReports()
        var isDraining = false
    }

    private let store: HubStore
    private let readStore: HubStore
    private let directory: HubDirectory
    private let environment: HubEnvironment
    private let logger: Logger
    private let writer = DispatchQueue(label: "railyard.hub.writer")
    private let reader = DispatchQueue(label: "railyard.hub.reader")
    private let state = Mutex(State())
    private let departed = DispatchSemaphore(value: 0)

    package init(
        _ directory: HubDirectory, in environment: HubEnvironment, logger: Logger
    ) throws {
        self.directory = directory
        self.environment = environment
        self.logger = logger
        store = try HubStore(
            directory, access: .readWrite, wallMilliseconds: environment.wallMilliseconds)
        readStore = try HubStore(
            directory, access: .readOnly, wallMilliseconds: environment.wallMilliseconds)
    }

    package var identity: HubIdentity { store.identity }
    package var sessionCount: Int { state.withLock { $0.sessions.count } }

    /// What a listener tells this hub.
    package var callbacks: SessionCallbacks<HubSession> {
        SessionCallbacks(
            opened: { self.opened($0) }, errand: { self.carryOut($0, for: $1) },
            ended: { self.ended($0, $1) })
    }

    // Coming and going

    private func opened(_ session: SessionReference<HubSession>) {
        let isDraining = state.withLock { state in
            state.sessions.add(session)
            return state.isDraining
        }
        if isDraining { session.input { $0.close(.draining) } }
    }

    private func ended(_ session: SessionReference<HubSession>, _ end: SessionEnd) {
        let (entry, isEmpty) = state.withLock { state in
            (state.sessions.remove(session.number), state.sessions.isEmpty)
        }
        logger.debug(
            "session ended",
            metadata: [
                "session": "\(session.number)",
                "reason": "\(end.reason.map { "\($0)" } ?? "lost")",
                "sent": "\(end.bytesSent)", "received": "\(end.bytesReceived)",
            ])
        if let publicKey = entry?.publicKey {
            writer.async { self.noteSeen(publicKey, entry?.position) }
        }
        if isEmpty { departed.signal() }
    }

    /// Tells every session to finish what it took in and say goodbye; returns once they are gone or
    /// the time for it is over, with everything committed.
    package func drain() {
        let sessions = state.withLock { state in
            state.isDraining = true
            return state.sessions.references
        }
        logger.info("draining", metadata: ["sessions": "\(sessions.count)"])
        for session in sessions { session.input { $0.draining() } }
        let end: DispatchTime = .now() + .milliseconds(HubLimits.drainMaxMilliseconds)
        while !state.withLock(\.sessions.isEmpty), departed.wait(timeout: end) == .success {}
        writer.sync {
            do {
                try store.checkpoint()
            } catch {
                logger.warning("checkpoint failed", metadata: ["error": "\(error)"])
            }
        }
    }

    // Errands

    private func carryOut(_ action: HubAction, for session: SessionReference<HubSession>) {
        switch action {
        case .identify(let claim):
            onWriter(session) { hub in try hub.identify(claim, session) }
        case .locate(let resume):
            onReader(session) { history in
                let location = try Location(
                    of: resume, epoch: try history.hubEpoch(), in: history)
                let isMoreExpected = self.state.withLock { state in
                    state.sessions.expected.note(session.number, brings: location.wants)
                    return state.sessions.expected.isMore(besides: session.number)
                }
                return { $0.located(location) + $0.expecting(isMoreExpected) }
            }
        case .mintEpoch:
            onWriter(session) { hub in try hub.mintEpoch(session) }
        case .admit(let batch, let ticket):
            admit(PendingAdmission(session: session, batch: batch, ticket: ticket))
        case .fetch(let after, let through):
            fetch(after: after, through: through, for: session)
        case .resolve(let wants):
            onReader(session) { history in
                let stretches = try Exchange.positions(of: wants, in: history)
                return { $0.resolved(stretches) }
            }
        case .invite(let request, let enrolment):
            onWriter(session) { hub in try hub.invite(request, by: enrolment, session) }
        case .digest(let query):
            let states = reported(to: session)
            onReader(session) { history in
                let answer = DigestAnswer(
                    number: query.number, logDigest: try history.logDigest(), states: states)
                return { $0.digested(answer) }
            }
        case .noteState(let report):
            state.withLock { state in
                guard let device = state.sessions.publicKey(of: session.number) else { return }
                state.reports.note(report, of: device)
            }
        case .noteReplica(let position):
            state.withLock { $0.sessions.note(session.number, at: position.count) }
        case .send, .schedule, .close:
            // Carried out by the connection.
            return
        }
    }

    /// What other devices reported of the state that this one reported last.
    private func reported(
        to session: SessionReference<HubSession>
    ) -> [DigestAnswer.StateDigest] {
        state.withLock { state in
            state.sessions.publicKey(of: session.number).map { state.reports.others(than: $0) }
                ?? []
        }
    }

    private typealias Answer = @Sendable (inout HubSession) -> [HubAction]

    private func onReader(
        _ session: SessionReference<HubSession>,
        _ body: @escaping @Sendable (SQLiteHistory) throws -> Answer
    ) {
        reader.async {
            do {
                session.input(try self.readStore.read { history, _ in try body(history) })
            } catch {
                self.fail(session, error)
            }
        }
    }

    private func onWriter(
        _ session: SessionReference<HubSession>,
        _ body: @escaping @Sendable (Hub) throws -> Void
    ) {
        writer.async {
            do { try body(self) } catch { self.fail(session, error) }
        }
    }

    private func fail(_ session: SessionReference<HubSession>, _ error: any Error) {
        let isFull = (error as? StorageError)?.code == .full
        logger.error(
            "storage failed",
            metadata: ["session": "\(session.number)", "error": "\(HubFailure(error))"])
        session.input { $0.close(isFull ? .diskFull : .internalFailure) }
    }

    // Letting in

    private func identify(
        _ claim: Claim, _ session: SessionReference<HubSession>
    ) throws {
        let wall = environment.wallMilliseconds()
        let outcome: Result<HubStanding, GoodbyeReason> = try store.write { history, registry in
            let enrolment =
                if let redemption = claim.redemption {
                    try Registrar.redeem(redemption, in: registry, atMilliseconds: wall)
                } else {
                    try Registrar.admit(claim.publicKey, by: registry)
                }
            let heads = try Exchange.heads(ofDevice: claim.publicKey, in: history)
            let epoch = try history.hubEpoch()
            return enrolment.map { HubStanding(enrolment: $0, epoch: epoch, ownHeads: heads) }
        }
        if case .success = outcome {
            let older = state.withLock {
                $0.sessions.identify(session.number, as: claim.publicKey)
            }
            for old in older { old.input { $0.close(.replaced) } }
        }
        logger.info(
            "device",
            metadata: ["session": "\(session.number)", "outcome": "\(outcome.summary)"])
        session.input { $0.identified(outcome, at: $1) }
    }

    private func mintEpoch(_ session: SessionReference<HubSession>) throws {
        let epoch = environment.epoch()
        try store.write { history, _ in try history.set(epoch) }
        logger.warning("new epoch: a replica knows more of this log than it holds")
        session.input { $0.epochMinted(epoch) }
    }

    private func invite(
        _ request: InviteRequest, by enrolment: Enrolment, _ session: SessionReference<HubSession>
    ) throws {
        let wall = environment.wallMilliseconds()
        let outcome = try store.write { _, registry in
            try Registrar.invite(request, by: enrolment, in: registry, atMilliseconds: wall)
        }
        let answer = InviteAnswer(number: request.number, outcome: outcome)
        session.input { $0.invited(answer) }
    }

    private func noteSeen(_ publicKey: [UInt8], _ position: UInt64?) {
        do {
            try store.write { _, registry in
                try registry.noteSeen(publicKey, upTo: position)
            }
        } catch {
            logger.debug("device not noted", metadata: ["error": "\(HubFailure(error))"])
        }
    }

    // Reading

    private func fetch(
        after: UInt64, through: UInt64, for session: SessionReference<HubSession>
    ) {
        let recent = state.withLock { state in
            state.recent.page(
                after: after, through: through, byteLimit: SessionLimits.fetchMaxBytes)
        }
        if let recent {
            session.input { $0.fetched(recent) }
            return
        }
        onReader(session) { history in
            let runs = try Exchange.runs(after: after, through: through, in: history)
            return { $0.fetched(runs) }
        }
    }

    // Admitting

    private func admit(_ admission: PendingAdmission) {
        let begins = state.withLock { $0.admissions.add(admission) }
        if begins { writer.async { self.commitRounds() } }
    }

    private func commitRounds() {
        while true {
            let round = state.withLock { $0.admissions.takeRound() }
            guard !round.isEmpty else { return }
            commit(round)
        }
    }

    private func commit(_ admissions: [PendingAdmission]) {
        let free = environment.freeBytes(directory.path) ?? .max
        guard free >= HubLimits.freeSpaceMinBytes else {
            refuseForRoom(admissions)
            return
        }
        do {
            let round = try store.write { history, registry in
                try AdmissionRound(admissions.map(\.batch), history, registry)
            }
            tell(admissions, round)
        } catch let error as StorageError where error.code == .full {
            refuseForRoom(admissions)
        } catch {
            for session in Self.sessions(of: admissions) { fail(session, error) }
        }
    }

    /// Acknowledges what is durable now, and tells all sessions that the log grew.
    private func tell(_ admissions: [PendingAdmission], _ round: AdmissionRound) {
        var verdicts: [UInt64: [(ticket: UInt64, verdict: Verdict)]] = [:]
        for (admission, outcome) in zip(admissions, round.outcomes) {
            switch outcome {
            case .verdict(let verdict):
                verdicts[admission.session.number, default: []]
                    .append((admission.ticket, verdict))
            case .failed:
                fail(admission.session, HistoryError.outOfOrder)
            }
        }
        let all = state.withLock { state in
            state.recent.append(round.appended)
            for (admission, outcome) in zip(admissions, round.outcomes) {
                state.sessions.expected.note(
                    admission.session.number, brought: admission.batch,
                    isRefused: outcome.isRefused)
            }
            return state.sessions.references.map {
                ($0, state.sessions.expected.isMore(besides: $0.number))
            }
        }
        for session in Self.sessions(of: admissions) {
            guard let answers = verdicts[session.number] else { continue }
            session.input { $0.admitted(answers) }
        }
        guard let newest = round.appended.last?.position.count else { return }
        for (session, isMoreExpected) in all {
            session.input { $0.runsAppended(to: newest) + $0.expecting(isMoreExpected) }
        }
    }

    /// Nothing more fits on the disk: pushing sessions end, after some time to pull what they lack.
    private func refuseForRoom(_ admissions: [PendingAdmission]) {
        logger.error(
            "disk full: pushes are not taken, pulls go on",
            metadata: ["batches": "\(admissions.count)"])
        let sessions = Self.sessions(of: admissions)
        let grace = DispatchTimeInterval.milliseconds(HubLimits.fullDiskGraceMilliseconds)
        reader.asyncAfter(deadline: .now() + grace) {
            for session in sessions { session.input { $0.close(.diskFull) } }
        }
    }

    private static func sessions(
        of admissions: [PendingAdmission]
    ) -> [SessionReference<HubSession>] {
        var seen: Set<UInt64> = []
        return admissions.map(\.session).filter { seen.insert($0.number).inserted }
    }
}

extension Result<HubStanding, GoodbyeReason> {
    fileprivate var summary: String {
        switch self {
        case .success(let standing): "let in as \(standing.enrolment.member.description.prefix(8))"
        case .failure(let reason): "refused: \(reason)"
        }
    }
}
