internal import Causality
internal import GRDB
internal import History
internal import ReleaseModel
internal import SQLiteStorage
package import SyncProtocol
package import SyncTransport

extension Replica {
    /// Makes a replica of the workspace that a link invites to, before any contact with its hub.
    package static func accept(
        _ link: InviteLink, at paths: WorkspacePaths, _ environment: ReplicaEnvironment
    ) throws -> Replica {
        guard let member = MemberID(bytes: environment.random(MemberID.byteCount)) else {
            throw ReplicaError(.damaged, "No identifier could be made.", hint: "Try again.")
        }
        let replica = try Replica.found(
            link.workspace, member: member, at: paths, environment)
        try replica.attach(link)
        return replica
    }

    /// Points this replica to the hub that a link names.
    package func attach(_ link: InviteLink) throws {
        guard link.workspace == workspace else {
            throw ReplicaError(
                .invalidLink, "The link is for another workspace.",
                hint: "Join it from a directory of its own.")
        }
        let record = HubRecord(
            endpoint: link.endpoint, publicKey: link.hubKey, secret: link.secret.bytes)
        try database.write { try record.save(NamedValues($0)) }
    }

    package func hub() throws -> HubRecord? {
        try database.read { try HubRecord(NamedValues($0)) }
    }

    /// Exchanges with the hub once: everything that either side holds is durable on both at the end.
    package func sync(
        invites: [InviteRequest] = [], comparesStates: Bool = false,
        observe: (SyncEvent) -> Void = { _ in }
    ) throws -> SyncSummary {
        var plan = try plan()
        plan.invites = invites
        plan.comparesStates = comparesStates
        return try SyncLock.holding(paths) {
            try ReplicaConnection.run(
                plan, host: ReplicaHost(self), in: syncEnvironment, observe: observe)
        }
    }

    /// Stays connected until told to stop.
    package func watch(until stop: StopRequest, observe: (SyncEvent) -> Void) throws {
        let plan = try plan()
        try SyncLock.holding(paths, stays: true) {
            try ReplicaConnection.watch(
                plan, host: ReplicaHost(self), in: syncEnvironment, until: stop,
                observe: observe)
        }
    }

    var syncEnvironment: SyncEnvironment {
        SyncEnvironment(
            wallMilliseconds: environment.clock, randomBytes: environment.random)
    }

    /// A plan that only reads.
    func repairPlan() throws -> SyncPlan {
        var plan = try plan()
        plan.comparesDigests = false
        return plan
    }

    private func plan() throws -> SyncPlan {
        guard let hub = try hub() else {
            throw ReplicaError(
                .noHub, "This workspace has no hub yet.",
                hint: "Ask its coordinator for a link, then: rail join LINK")
        }
        let key = try DeviceKeyFile.make(
            paths.deviceKey, seed: environment.random(DeviceKey.seedByteCount))
        var plan = SyncPlan(
            endpoint: hub.endpoint, workspace: workspace, deviceKey: key, hubKey: hub.publicKey,
            schemaLevel: Schema.level)
        if let secret = hub.secret.flatMap({ InviteSecret(bytes: $0) }) {
            let member = try database.read { try identity($0).member }
            plan.joining = .init(secret: secret, member: member)
        }
        return plan
    }

    /// Stores what the hub delivered, with the state that follows from it, in one transaction.
    func store(_ deliveries: [Delivery]) throws -> [Verdict] {
        try database.write { db in
            let history = history(db)
            var fold = try ReceivedFold(
                self, history, db, expecting: deliveries.compactMap(\.batch))
            let verdicts = try ReplicaIntake.store(
                deliveries, in: history, each: { try fold.take($0) })
            try fold.finish()
            for (delivery, verdict) in zip(deliveries, verdicts) {
                guard case .durable = verdict, let batch = delivery.batch else { continue }
                try noteHeldByHub(batch, history, db)
            }
            return verdicts
        }
    }

    /// What a copy of this replica sent comes back under this device's key; the hub has it.
    private func noteHeldByHub(
        _ batch: Batch, _ history: SQLiteHistory, _ db: Database
    ) throws {
        guard let key = try deviceKey(),
            try history.birth(of: batch.stream)?.publicKey == key.publicKey,
            try history.lineage(of: batch.stream)?.isForked == false
        else { return }
        try Acknowledged(db).note(batch.last, of: batch.stream)
    }
}
