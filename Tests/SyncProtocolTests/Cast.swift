import Causality
import History
import SyncProtocol

/// Keys, names and ready-made messages for tests of sessions.
struct Cast {
    let workspace = WorkspaceID(high: 1, low: 1)
    let member = MemberID(high: 2, low: 7)
    let hubKey: DeviceKey
    let deviceKey: DeviceKey
    let secret: InviteSecret
    let start = SessionTime(steady: 1_000, wall: 1_800_000_000_000)

    init?() {
        guard let hubKey = DeviceKey(seed: [UInt8](repeating: 1, count: 32)),
            let deviceKey = DeviceKey(seed: [UInt8](repeating: 2, count: 32)),
            let secret = InviteSecret(bytes: [UInt8](repeating: 3, count: 16))
        else { return nil }
        self.hubKey = hubKey
        self.deviceKey = deviceKey
        self.secret = secret
    }

    func hub(limits: GrantedLimits = GrantedLimits()) -> HubSession {
        HubSession(
            HubSessionConfiguration(
                workspace: workspace, hubKey: hubKey, nonce: [UInt8](repeating: 4, count: 32),
                limits: limits))
    }

    func replica(
        workspace: WorkspaceID? = nil, hubKey: [UInt8]? = nil, joins: Bool = false
    ) -> ReplicaSession {
        ReplicaSession(
            ReplicaSessionConfiguration(
                workspace: workspace ?? self.workspace, deviceKey: deviceKey,
                hubKey: hubKey ?? self.hubKey.publicKey, schemaLevel: 1,
                nonce: [UInt8](repeating: 5, count: 32),
                joining: joins
                    ? ReplicaSessionConfiguration.Joining(secret: secret, member: member) : nil))
    }

    var enrolment: Enrolment {
        Enrolment(publicKey: deviceKey.publicKey, member: member, roles: [.contributor])
    }

    var epoch: HubEpoch { HubEpoch(rawValue: 9) }

    func location(
        head: LogPosition = .start, atCursor: LogPosition? = .start, wants: [Want] = []
    ) -> Location {
        Location(
            epoch: epoch, head: head, atCursor: atCursor, lacking: [], wants: wants, vector: [],
            logDigest: .origin)
    }

    /// A batch without changes: sessions look at its outline only.
    func batch(_ number: UInt64, length: Int = 10, changes: UInt64 = 1) -> Batch {
        let link = Link(0, 0, 0, number)
        return Batch(
            stream: StreamID(high: 3, low: number), first: 1, last: changes, previous: .origin,
            link: link, seal: Seal(head: Head(changes, link), signature: []), birth: nil,
            changes: nil,
            encoded: [UInt8](repeating: 0, count: length))
    }

    func position(_ count: UInt64) -> LogPosition {
        LogPosition(count: count, hash: Link(9, 9, 9, count))
    }

    func run(_ count: UInt64, length: Int = 10, changes: UInt64 = 1) -> StoredRun {
        StoredRun(
            position: position(count), batch: batch(count, length: length, changes: changes),
            raisedStamps: [:])
    }

    /// A batch as a hub sends it.
    func message(_ number: UInt64) -> Message {
        .batch(BatchMessage(batch: batch(number), position: position(number)))
    }

    /// The same as a replica hands it to its store.
    func delivery(_ number: UInt64) -> Delivery {
        Delivery(
            batch: batch(number),
            cursor: HubCursor(
                hub: HubID(publicKey: hubKey.publicKey), epoch: epoch, position: position(number)))
    }

    /// A hub session that is open, with what it said on the way.
    func openHub(
        cursor: HubCursor? = nil, location: Location? = nil,
        limits: GrantedLimits = GrantedLimits()
    ) -> OpenHub {
        var hub = hub(limits: limits)
        var replica = replica()
        prove(&replica, to: &hub)
        _ = hub.received(.resume(Resume(cursor: cursor, vector: [])), at: start)
        let opening = hub.located(location ?? self.location())
        return OpenHub(session: hub, opening: opening)
    }

    /// A replica's session that is open, with nothing on either side.
    func openReplica() -> ReplicaSession {
        var hub = hub()
        var replica = replica()
        for action in prove(&replica, to: &hub) {
            guard case .send(let welcome) = action else { continue }
            _ = replica.received(welcome, at: start)
        }
        _ = replica.standingReported(Standing(cursor: nil, vector: [], head: 0))
        let position = Position(
            course: .byVectors([]), epoch: epoch, head: .start, wants: [])
        _ = replica.received(.position(position), at: start)
        return replica
    }

    /// Both sides after the welcome: either has something to find out before it goes on.
    func welcomed() -> WelcomedPair {
        var hub = hub()
        var replica = replica()
        for case .send(let welcome) in prove(&replica, to: &hub) {
            _ = replica.received(welcome, at: start)
        }
        return WelcomedPair(hub: hub, replica: replica)
    }

    /// Goes through the handshake; returns what the hub says once it knows the device.
    @discardableResult
    private func prove(
        _ replica: inout ReplicaSession, to hub: inout HubSession
    ) -> [HubAction] {
        _ = hub.opened(at: start)
        for action in replica.opened(at: start) {
            guard case .send(let hello) = action else { continue }
            for answer in hub.received(hello, at: start) {
                guard case .send(let message) = answer else { continue }
                for proof in replica.received(message, at: start) {
                    guard case .send(let proof) = proof else { continue }
                    _ = hub.received(proof, at: start)
                }
            }
        }
        let standing = HubStanding(enrolment: enrolment, epoch: epoch, ownHeads: [])
        return hub.identified(.success(standing), at: start)
    }
}

/// An open hub session and the actions with which it opened.
struct OpenHub: ~Copyable {
    var session: HubSession
    let opening: [HubAction]
}

/// A hub that waits for `resume` and the replica that is still to send it.
struct WelcomedPair: ~Copyable {
    var hub: HubSession
    var replica: ReplicaSession
}
