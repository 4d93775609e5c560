package import History
internal import Causality

/// The hub's side of one conversation, from the first byte to the last: messages and the host's
/// answers go in, orders come out.
///
///     opening ──hello──▶ proving ──proof──▶ identifying ──known──▶ welcomed ──resume──▶ locating
///        │                  │                   │                     │                    │
///        │                  │                   │                     │      located, cursor fits or vectors;
///        │                  │                   │                     │      mint an epoch first if it contradicts
///        ▼                  ▼                   ▼                     ▼                    ▼
///     closed ◀───────────── goodbye, silence, a breach, draining ─────────────────────── open
///
/// The machine reads no clock, draws no randomness and touches no store: the host does what the
/// actions say and reports what came of it. A connection that is lost is just a machine dropped; all
/// that matters is durable or will be offered again.
package struct HubSession: Conversation, ~Copyable {
    package typealias Action = HubAction

    private enum State: ~Copyable {
        /// The connection is there, nobody has said who they are.
        case opening
        case proving(HubProving)
        case identifying(HubIdentifying)
        case welcomed(HubWelcomed)
        case locating(HubLocating)
        case open(HubOpen)
        case closed
    }

    /// Exchanged for `closed`, put back by every branch that goes on; what forgets to is closed.
    private var state: State
    private let configuration: HubSessionConfiguration
    private var handshakeEnds: UInt64 = 0

    package init(_ configuration: HubSessionConfiguration) {
        self.configuration = configuration
        state = .opening
    }

    /// How many bytes one message may have now: strangers get little.
    package var receivableMaxBytes: Int {
        switch state {
        case .opening: SessionLimits.unauthenticatedMaxBytes
        case .proving: SessionLimits.unauthenticatedMaxBytes
        case .identifying: SessionLimits.unauthenticatedMaxBytes
        case .closed: SessionLimits.unauthenticatedMaxBytes
        case .welcomed: Limits.batchLengthMaxBytes
        case .locating: Limits.batchLengthMaxBytes
        case .open: Limits.batchLengthMaxBytes
        }
    }

    package var isClosed: Bool {
        switch state {
        case .closed: true
        case .opening: false
        case .proving: false
        case .identifying: false
        case .welcomed: false
        case .locating: false
        case .open: false
        }
    }

    package mutating func opened(at now: SessionTime) -> [HubAction] {
        handshakeEnds = now.steady + SessionLimits.handshakeMaxMilliseconds
        return [.schedule(handshakeEnds)]
    }

    // What comes from the replica

    package mutating func received(_ message: Message, at now: SessionTime) -> [HubAction] {
        if case .goodbye(let goodbye) = message { return end(goodbye.reason) }
        switch exchange(&state, with: .closed) {
        case .opening:
            state = .opening
            guard case .hello(let hello) = message else { return close(.unexpectedMessage) }
            return helloReceived(hello, at: now)
        case .proving(let proving):
            guard case .proof(let proof) = message else {
                state = .proving(proving)
                return close(.unexpectedMessage)
            }
            switch proving.claim(by: proof) {
            case .failure(let reason):
                state = .proving(proving)
                return close(reason)
            case .success(let claim):
                state = .identifying(HubIdentifying(proving, claim: claim))
                return [.identify(claim)]
            }
        case .identifying(let identifying):
            state = .identifying(identifying)
            return close(.unexpectedMessage)
        case .welcomed(var welcomed):
            welcomed.keepAlive.heard(at: now.steady)
            guard case .resume(let resume) = message else {
                state = .welcomed(welcomed)
                return waiting(message)
            }
            state = .locating(HubLocating(welcomed, resume: resume))
            return [.locate(resume)]
        case .locating(var locating):
            locating.keepAlive.heard(at: now.steady)
            state = .locating(locating)
            return waiting(message)
        case .open(var open):
            open.keepAlive.heard(at: now.steady)
            let result = Self.received(message, in: &open)
            state = .open(open)
            switch result {
            case .success(let actions): return actions
            case .failure(let reason): return close(reason)
            }
        case .closed: return []
        }
    }

    private mutating func helloReceived(_ hello: Hello, at now: SessionTime) -> [HubAction] {
        let own = Hello(
            workspace: configuration.workspace, schemaLevel: 0,
            publicKey: configuration.hubKey.publicKey, nonce: configuration.nonce,
            wallMilliseconds: now.wall)
        guard own.commonProtocol(with: hello) != nil else { return close(.protocolUnsupported) }
        guard hello.workspace == configuration.workspace else { return close(.wrongWorkspace) }
        let transcript = Transcript(replica: hello, hub: own, binding: configuration.binding)
        guard
            let signature = configuration.hubKey.signature(for: transcript.message(for: .hub))
        else { return close(.internalFailure) }
        state = .proving(HubProving(replica: hello, transcript: transcript))
        return [.send(.hello(own)), .send(.proof(Proof(signature: signature)))]
    }

    private static func received(
        _ message: Message, in open: inout HubOpen
    ) -> Result<[HubAction], GoodbyeReason> {
        switch message {
        case .batch(let batch):
            // What arrives after the hub said that it stops is not taken in, hence never acknowledged.
            return open.isDraining ? .success([]) : open.batchReceived(batch)
        case .missing(let missing): return .success(open.missingReceived(missing))
        case .credit(let credit): return .success(open.creditReceived(credit))
        case .refused(let refused): return .success(open.refusedReceived(refused))
        case .acknowledge(let acknowledge):
            return .success(acknowledge.position.map { [.noteReplica($0)] } ?? [])
        case .ping(let ping): return .success([.send(.pong(Pong(number: ping.number)))])
        case .pong: return .success([])
        case .inviteRequest(let request):
            return .success([.invite(request, by: open.enrolment)])
        case .digestQuery(let query): return .success([.digest(query)])
        case .stateReport(let report): return .success([.noteState(report)])
        case .hello, .proof, .welcome, .resume, .position, .caughtUp, .allSent, .inviteAnswer,
            .digestAnswer, .goodbye:
            return .failure(.unexpectedMessage)
        }
    }

    // What comes from the host

    package mutating func identified(
        _ outcome: Result<HubStanding, GoodbyeReason>, at now: SessionTime
    ) -> [HubAction] {
        switch exchange(&state, with: .closed) {
        case .identifying(let identifying):
            switch outcome {
            case .failure(let reason):
                state = .identifying(identifying)
                return close(reason)
            case .success(let standing):
                let keepAlive = KeepAlive(
                    idleMaxMilliseconds: configuration.limits.idleMaxMilliseconds,
                    at: now.steady)
                state = .welcomed(
                    HubWelcomed(
                        identifying, enrolment: standing.enrolment, keepAlive: keepAlive))
                return [
                    .send(.welcome(welcome(standing, at: now))),
                    .schedule(now.steady + SessionLimits.pingAfterMilliseconds),
                ]
            }
        case let other:
            state = other
            return []
        }
    }

    package mutating func located(_ location: Location) -> [HubAction] {
        switch exchange(&state, with: .closed) {
        case .locating(var locating):
            let fit = HubLocating.fit(
                of: locating.resume.cursor, hub: configuration.hub, at: location)
            guard fit != .contradicts else {
                locating.location = location
                state = .locating(locating)
                return [.mintEpoch]
            }
            return open(consume locating, location, fits: fit == .fits)
        case let other:
            state = other
            return []
        }
    }

    package mutating func epochMinted(_ epoch: HubEpoch) -> [HubAction] {
        switch exchange(&state, with: .closed) {
        case .locating(let locating):
            guard let location = locating.location else {
                state = .locating(locating)
                return []
            }
            return open(consume locating, location.moved(to: epoch), fits: false)
        case let other:
            state = other
            return []
        }
    }

    package mutating func admitted(
        _ verdicts: [(ticket: UInt64, verdict: Verdict)]
    ) -> [HubAction] {
        var drained = false
        let actions = whileOpen { open in
            let actions = open.admitted(verdicts)
            drained = open.isDraining && open.isQuiet
            return actions
        }
        return drained ? actions + close(.draining) : actions
    }

    package mutating func fetched(_ runs: [StoredRun]) -> [HubAction] {
        whileOpen { $0.fetched(runs) }
    }

    package mutating func resolved(_ stretches: [ClosedRange<UInt64>]) -> [HubAction] {
        whileOpen { $0.resolved(stretches) }
    }

    /// The hub's log grew to this count, by whomever.
    package mutating func runsAppended(to count: UInt64) -> [HubAction] {
        switch exchange(&state, with: .closed) {
        case .locating(var locating):
            locating.head = max(locating.head, count)
            state = .locating(locating)
            return []
        case .open(var open):
            let actions = open.grown(to: count)
            state = .open(open)
            return actions
        case let other:
            state = other
            return []
        }
    }

    /// Whether other devices are known to be bringing what this replica will want.
    package mutating func expecting(_ isExpected: Bool) -> [HubAction] {
        whileOpen { $0.expecting(isExpected) }
    }

    package mutating func invited(_ answer: InviteAnswer) -> [HubAction] {
        whileOpen { _ in [.send(.inviteAnswer(answer))] }
    }

    package mutating func digested(_ answer: DigestAnswer) -> [HubAction] {
        whileOpen { _ in [.send(.digestAnswer(answer))] }
    }

    package mutating func deadlinePassed(at now: SessionTime) -> [HubAction] {
        switch exchange(&state, with: .closed) {
        case .opening:
            state = .opening
            return handshakeTick(at: now, until: handshakeEnds)
        case .proving(let proving):
            state = .proving(proving)
            return handshakeTick(at: now, until: handshakeEnds)
        case .identifying(let identifying):
            // The host's own delay is not the replica's fault.
            state = .identifying(identifying)
            return []
        case .welcomed(var welcomed):
            let order = welcomed.keepAlive.deadlinePassed(at: now.steady)
            state = .welcomed(welcomed)
            return keepAlive(order)
        case .locating(var locating):
            let order = locating.keepAlive.deadlinePassed(at: now.steady)
            state = .locating(locating)
            return keepAlive(order)
        case .open(var open):
            let order = open.keepAlive.deadlinePassed(at: now.steady)
            state = .open(open)
            return keepAlive(order)
        case .closed: return []
        }
    }

    /// The hub stops: what was taken in is answered first, then the session ends.
    package mutating func draining() -> [HubAction] {
        switch exchange(&state, with: .closed) {
        case .open(var open):
            open.isDraining = true
            let isQuiet = open.isQuiet
            state = .open(open)
            return isQuiet ? close(.draining) : []
        case .closed: return []
        case let other:
            state = other
            return close(.draining)
        }
    }

    package mutating func becomeClosed() { state = .closed }

    // Small parts

    private mutating func open(
        _ locating: consuming HubLocating, _ location: Location, fits: Bool
    ) -> [HubAction] {
        let position = Position(
            course: fits ? .fromCursor : .byVectors(location.vector), epoch: location.epoch,
            head: location.head, wants: location.wants)
        var open = HubOpen(
            locating, location: location, fits: fits, limits: configuration.limits)
        let actions: [HubAction] = [.send(.position(position))] + open.offered()
        state = .open(open)
        return actions
    }

    private func welcome(_ standing: HubStanding, at now: SessionTime) -> Welcome {
        Welcome(
            member: standing.enrolment.member, roles: standing.enrolment.roles,
            hub: configuration.hub, epoch: standing.epoch, limits: configuration.limits,
            wallMilliseconds: now.wall, ownHeads: standing.ownHeads)
    }

    private mutating func whileOpen(
        _ body: (inout HubOpen) -> [HubAction]
    ) -> [HubAction] {
        switch exchange(&state, with: .closed) {
        case .open(var open):
            let actions = body(&open)
            state = .open(open)
            return actions
        case let other:
            state = other
            return []
        }
    }
}
