package import History
internal import Causality

/// The replica's side of one conversation with a hub, from the first byte to the last.
///
///     closed ◀── goodbye, silence, a breach, a wrong key: from every state
///
///     greeting ──hello──▶ doubting ──proof──▶ proving ──welcome──▶ reporting ──reported──▶ resuming
///                                                                                             │
///                                                                  open ◀─────────position────┘
///                                                                   │ batches, acknowledgements,
///                                                                   └ credit: both ways at once
///
/// The replica gives nothing away before the hub has proved the key that the link pinned. Like
/// `HubSession` it touches nothing itself: a lost connection is a machine dropped.
package struct ReplicaSession: Conversation, ~Copyable {
    package typealias Action = ReplicaAction

    private enum State: ~Copyable {
        case idle
        case greeting(ReplicaGreeting)
        case doubting(ReplicaDoubting)
        case proving(ReplicaProving)
        case reporting(ReplicaReporting)
        case resuming(ReplicaResuming)
        case open(ReplicaOpen)
        case closed
    }

    /// Exchanged for `closed`, put back by every branch that goes on; what forgets to is closed.
    private var state: State
    private let configuration: ReplicaSessionConfiguration
    private var handshakeEnds: UInt64 = 0

    package init(_ configuration: ReplicaSessionConfiguration) {
        self.configuration = configuration
        state = .idle
    }

    package var isClosed: Bool { phase == .closed }

    /// Says whether both sides know where the other stands.
    package var isOpen: Bool { phase == .open }

    /// How many bytes one message may have now: a hub that has not proved its key gets little.
    package var receivableMaxBytes: Int {
        switch phase {
        case .doubtful, .closed: SessionLimits.unauthenticatedMaxBytes
        case .proved, .open: Limits.batchLengthMaxBytes
        }
    }

    private enum Phase { case doubtful, proved, open, closed }

    private var phase: Phase {
        switch state {
        case .idle: .doubtful
        case .greeting: .doubtful
        case .doubting: .doubtful
        case .proving: .proved
        case .reporting: .proved
        case .resuming: .proved
        case .open: .open
        case .closed: .closed
        }
    }

    package mutating func opened(at now: SessionTime) -> [ReplicaAction] {
        let hello = Hello(
            workspace: configuration.workspace, schemaLevel: configuration.schemaLevel,
            publicKey: configuration.deviceKey.publicKey, nonce: configuration.nonce,
            wallMilliseconds: now.wall)
        handshakeEnds = now.steady + SessionLimits.handshakeMaxMilliseconds
        state = .greeting(ReplicaGreeting(own: hello))
        return [.send(.hello(hello)), .schedule(handshakeEnds)]
    }

    // What comes from the hub

    package mutating func received(_ message: Message, at now: SessionTime) -> [ReplicaAction] {
        if case .goodbye(let goodbye) = message { return end(goodbye.reason) }
        switch exchange(&state, with: .closed) {
        case .idle:
            state = .idle
            return close(.unexpectedMessage)
        case .greeting(let greeting):
            return helloReceived(message, greeting)
        case .doubting(let doubting):
            return proofReceived(message, doubting, at: now)
        case .proving(let proving):
            return welcomeReceived(message, proving, at: now)
        case .reporting(var reporting):
            reporting.keepAlive.heard(at: now.steady)
            state = .reporting(reporting)
            return waiting(message)
        case .resuming(var resuming):
            resuming.keepAlive.heard(at: now.steady)
            return positionReceived(message, resuming)
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

    private mutating func helloReceived(
        _ message: Message, _ greeting: consuming ReplicaGreeting
    ) -> [ReplicaAction] {
        let own = greeting.own
        state = .greeting(greeting)
        guard case .hello(let hub) = message else { return close(.unexpectedMessage) }
        guard own.commonProtocol(with: hub) != nil else { return close(.protocolUnsupported) }
        guard hub.workspace == configuration.workspace else { return close(.wrongWorkspace) }
        guard hub.publicKey == configuration.hubKey else { return close(.wrongHubKey) }
        state = .doubting(
            ReplicaDoubting(ReplicaGreeting(own: own), hub: hub, binding: configuration.binding))
        return []
    }

    private mutating func proofReceived(
        _ message: Message, _ doubting: consuming ReplicaDoubting, at now: SessionTime
    ) -> [ReplicaAction] {
        let transcript = doubting.transcript
        guard case .proof(let proof) = message else {
            state = .doubting(doubting)
            return close(.unexpectedMessage)
        }
        guard doubting.isGenuine(proof),
            let signature = configuration.deviceKey.signature(
                for: transcript.message(for: .replica))
        else {
            state = .doubting(doubting)
            return close(.badProof)
        }
        let invite = configuration.joining.flatMap { joining in
            joining.secret.proof(of: transcript, joiningAs: joining.member)
        }
        state = .proving(ReplicaProving(doubting, at: now))
        return [.send(.proof(Proof(signature: signature, invite: invite)))]
    }

    private mutating func welcomeReceived(
        _ message: Message, _ proving: consuming ReplicaProving, at now: SessionTime
    ) -> [ReplicaAction] {
        guard case .welcome(let welcome) = message else {
            state = .proving(proving)
            return close(.unexpectedMessage)
        }
        let offset = proving.clockOffset(of: welcome, at: now)
        state = .reporting(ReplicaReporting(proving, welcome: welcome, at: now))
        return [
            .adopt(welcome, clockOffsetMilliseconds: offset),
            .schedule(now.steady + SessionLimits.pingAfterMilliseconds),
        ]
    }

    private mutating func positionReceived(
        _ message: Message, _ resuming: consuming ReplicaResuming
    ) -> [ReplicaAction] {
        guard case .position(let position) = message else {
            state = .resuming(resuming)
            return waiting(message)
        }
        let lacking = Set(position.wants.map(\.entry))
        let durable = resuming.standing.vector.filter { !lacking.contains($0) }
        var open = ReplicaOpen(
            resuming, position: position, creditBytes: configuration.creditBytes)
        var actions: [ReplicaAction] = []
        if !durable.isEmpty { actions.append(.noteDurable(durable)) }
        if !position.wants.isEmpty { actions.append(.resolve(position.wants)) }
        if case .byVectors(let vector) = position.course { actions.append(.compare(vector)) }
        actions += open.changesWritten()
        state = .open(open)
        return actions
    }

    private static func received(
        _ message: Message, in open: inout ReplicaOpen
    ) -> Result<[ReplicaAction], GoodbyeReason> {
        switch message {
        case .batch(let batch): return open.batchReceived(batch)
        case .caughtUp(let caughtUp): return .success(open.caughtUpReceived(caughtUp))
        case .allSent: return .success(open.allSentReceived())
        case .missing(let missing): return .success([.resolve(missing.wants)])
        case .credit(let credit): return .success(open.creditReceived(credit))
        case .refused(let refused): return .success(open.refusedReceived(refused))
        case .acknowledge(let acknowledge):
            return .success([.noteDurable(acknowledge.entries)])
        case .ping(let ping): return .success([.send(.pong(Pong(number: ping.number)))])
        case .pong: return .success([])
        case .inviteAnswer(let answer): return .success([.noteInvite(answer)])
        case .digestAnswer(let answer): return .success([.noteDigest(answer)])
        case .hello, .proof, .welcome, .resume, .position, .inviteRequest, .digestQuery,
            .stateReport, .goodbye:
            return .failure(.unexpectedMessage)
        }
    }

    // What comes from the host

    package mutating func standingReported(_ standing: Standing) -> [ReplicaAction] {
        switch exchange(&state, with: .closed) {
        case .reporting(let reporting):
            let cursor = standing.cursor?.hub == reporting.hub ? standing.cursor : nil
            state = .resuming(ReplicaResuming(reporting, standing: standing))
            let resume = Resume(
                cursor: cursor, vector: standing.vector,
                creditBytes: configuration.creditBytes)
            return [.send(.resume(resume))]
        case let other:
            state = other
            return []
        }
    }

    package mutating func compared(_ wants: [Want]) -> [ReplicaAction] {
        whileOpen { $0.compared(wants) }
    }

    package mutating func stored(ticket: UInt64, _ verdicts: [Verdict]) -> [ReplicaAction] {
        whileOpen { $0.stored(ticket: ticket, verdicts) }
    }

    /// A store that was not begun is to be handed out anew, with all that was received since.
    package mutating func gathered(ticket: UInt64) -> [ReplicaAction] {
        whileOpen { $0.gathered(ticket: ticket) }
    }

    package mutating func resolved(_ stretches: [ClosedRange<UInt64>]) -> [ReplicaAction] {
        whileOpen { $0.resolved(stretches) }
    }

    package mutating func fetched(_ runs: [StoredRun]) -> [ReplicaAction] {
        whileOpen { $0.fetched(runs) }
    }

    /// This replica's log grew to this count: own changes were sealed, or a batch was stored.
    package mutating func runsAppended(to count: UInt64) -> [ReplicaAction] {
        switch exchange(&state, with: .closed) {
        case .resuming(var resuming):
            resuming.head = max(resuming.head, count)
            state = .resuming(resuming)
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

    /// Changes were written here and wait to be sealed.
    package mutating func changesWritten() -> [ReplicaAction] {
        whileOpen { $0.changesWritten() }
    }

    /// Asks something of the hub that has an answer of its own.
    package mutating func asked(_ request: InviteRequest) -> [ReplicaAction] {
        whileOpen { _ in [.send(.inviteRequest(request))] }
    }

    package mutating func asked(_ query: DigestQuery) -> [ReplicaAction] {
        whileOpen { _ in [.send(.digestQuery(query))] }
    }

    /// Tells the hub what this replica's state is, before it asks what others said of theirs.
    package mutating func told(_ report: StateReport) -> [ReplicaAction] {
        whileOpen { _ in [.send(.stateReport(report))] }
    }

    package mutating func deadlinePassed(at now: SessionTime) -> [ReplicaAction] {
        switch exchange(&state, with: .closed) {
        case .reporting(var reporting):
            let order = reporting.keepAlive.deadlinePassed(at: now.steady)
            state = .reporting(reporting)
            return keepAlive(order)
        case .resuming(var resuming):
            let order = resuming.keepAlive.deadlinePassed(at: now.steady)
            state = .resuming(resuming)
            return keepAlive(order)
        case .open(var open):
            let order = open.keepAlive.deadlinePassed(at: now.steady)
            state = .open(open)
            return keepAlive(order)
        case .closed: return []
        case let other:
            state = other
            return handshakeTick(at: now, until: handshakeEnds)
        }
    }

    package mutating func becomeClosed() { state = .closed }

    // Small parts

    private mutating func whileOpen(
        _ body: (inout ReplicaOpen) -> [ReplicaAction]
    ) -> [ReplicaAction] {
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
