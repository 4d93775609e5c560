import Causality
import History
import ReleaseModel
import SyncProtocol
import SyncWire

/// One run of one seed: a time of faults, then peace, then the reckoning.
package struct Simulation: Sendable {
    package struct Report: Sendable, Hashable {
        package let seed: UInt64
        package let hash: UInt64
        package let events: Int
        package let changes: Int
        package let forks: Int
        /// How often each fault and each turn of a session happened.
        package let tallies: [Happening: Int]
        /// Faults that never came: a run without them proves less than it says.
        package let absentFaults: [Happening]
        /// Virtual milliseconds from the end of the faults until everyone held everything.
        package let healed: UInt64?
        package let violations: [Violation]
        package let tail: [String]

        /// The first violation that each checker found, in the order of their finding.
        package var firstViolations: [Violation] {
            var seen: Set<Checker> = []
            return violations.filter { seen.insert($0.checker).inserted }
        }
    }

    package let seed: UInt64
    package var replicaCount = 8
    package var hubCount = 2
    package var faultsLast: UInt64 = 45_000
    package var healMax: UInt64 = 240_000
    /// How often the faults may go on for another quarter because one of them has not come yet.
    private let extensionsMax = 8
    package var echoes = false

    package init(seed: UInt64) { self.seed = seed }

    package func run() -> Report {
        let world = World(seed: seed, echoes: echoes)
        world.faultsEnd = World.beginning + faultsLast
        build(world)
        var faults = Faults(world)
        func strike() {
            guard world.now <= world.faultsEnd else { return }
            let next = faults.strike()
            world.after(next, strike)
        }
        world.after(1_000, strike)
        watch(world)
        world.run(until: world.faultsEnd)
        for _ in 0..<extensionsMax where !world.absentFaults.isEmpty {
            world.faultsEnd += faultsLast / 4
            world.run(until: world.faultsEnd)
        }
        let healed = heal(world)
        reckon(world, healed: healed)
        return Report(
            seed: seed, hash: world.log.hash, events: world.log.count,
            changes: world.ledger.writtenCount, forks: forks(in: world), tallies: world.tallies,
            absentFaults: world.absentFaults, healed: healed, violations: world.ledger.violations,
            tail: world.log.tail)
    }

    // Before

    private func build(_ world: World) {
        for number in 0..<hubCount {
            guard let key = DeviceKey(seed: world.random.bytes(DeviceKey.seedByteCount)) else {
                continue
            }
            world.hubs.append(
                SimulatedHub(number: number, key: key, disk: disk(world), world: world))
        }
        for number in 0..<replicaCount {
            guard let key = DeviceKey(seed: world.random.bytes(DeviceKey.seedByteCount)) else {
                continue
            }
            let member = MemberID(high: 2, low: UInt64(number))
            let nonce = world.random.bytes(StreamBirth.nonceByteCount)
            let author = Author(key: key, member: member, nonce: nonce)
            let replica = SimulatedReplica(
                number: number, author: author, disk: disk(world),
                clockError: clockError(number, &world.random), joining: nil, world: world)
            world.replicas.append(replica)
            for hub in world.hubs {
                hub.registry.enrol(
                    Enrolment(
                        publicKey: key.publicKey, member: member,
                        roles: [number == 0 ? .admin : .contributor]), redeeming: nil)
            }
        }
        for hub in world.hubs { world.guarding(hub.name) { try hub.start() } }
        for replica in world.replicas {
            world.guarding(replica.name) {
                try replica.disk.transaction { try replica.author.begin(in: replica.disk) }
            }
            replica.start()
            write(replica, world)
        }
    }

    private func disk(_ world: World) -> SimulatedDisk {
        SimulatedDisk(
            InMemoryHistory(workspace: world.workspace, coding: ColumnarBatchCoding()))
    }

    /// Most clocks are a little wrong, one is ten years ahead, one stands in 1970.
    private func clockError(_ number: Int, _ random: inout SplitMix64) -> Int64 {
        switch number {
        case 1: 10 * 365 * 24 * 3_600_000
        case 2: -Int64(World.beginning)
        default: Int64(random.number(0...60_000)) - 30_000
        }
    }

    // Meanwhile

    private func write(_ replica: SimulatedReplica, _ world: World) {
        world.after(world.random.number(200...6_000)) {
            guard world.now <= world.faultsEnd else { return }
            replica.write()
            // Some commands come in bursts, so that batches hold several changes.
            if world.random.once(in: 4) { for _ in 0..<3 { replica.write() } }
            write(replica, world)
        }
    }

    /// Looks at everyone now and then: cursors, and digests where logs are equal.
    private func watch(_ world: World) {
        world.after(5_000) {
            guard world.now <= world.faultsEnd else { return }
            for replica in world.replicas where replica.isUp {
                world.guarding(replica.name) { try compare(replica, world) }
            }
            for hub in world.hubs where hub.isUp {
                world.guarding(hub.name) {
                    try world.ledger.checkMonotone(hub.disk, name: hub.name)
                }
            }
            watch(world)
        }
    }

    private func compare(_ replica: SimulatedReplica, _ world: World) throws {
        try replica.checkCursors()
        try world.ledger.checkMonotone(replica.disk, name: replica.name)
        guard try replica.disk.newestUnsealed() == nil else { return }
        world.ledger.checkDigest(
            replica.folding.documents.digest, at: try replica.disk.logDigest(), name: replica.name)
    }

    // Afterwards

    /// Ends all faults and waits until everybody has everything, going from hub to hub as people do.
    private func heal(_ world: World) -> UInt64? {
        world.heal()
        let begin = world.now
        for hub in world.hubs where !hub.isUp {
            world.guarding(hub.name) { try hub.start() }
        }
        for hub in world.hubs {
            hub.disk.transactionsUntilCut = nil
            hub.losesNextWrite = false
        }
        for replica in world.replicas {
            replica.disk.transactionsUntilCut = nil
            replica.losesNextWrite = false
            replica.start()
        }
        while world.now < begin + healMax {
            world.run(until: world.now + 8_000)
            if isConverged(world) { return world.now - begin }
            for replica in world.replicas where world.random.once(in: 2) { replica.moveOn() }
        }
        return nil
    }

    private func isConverged(_ world: World) -> Bool {
        var digests: Set<Link> = []
        world.guarding("everyone") {
            for hub in world.hubs { digests.insert(try hub.disk.logDigest()) }
            for replica in world.replicas {
                digests.insert(try replica.disk.logDigest())
                if try replica.disk.newestUnsealed() != nil { digests.insert(.origin) }
            }
        }
        return digests.count == 1
    }

    private func reckon(_ world: World, healed: UInt64?) {
        if healed == nil {
            world.ledger.blame(.liveness, "not everyone holds everything \(healMax) ms after")
        }
        for replica in world.replicas {
            world.guarding(replica.name) {
                try compare(replica, world)
                try compareAnew(replica, world)
                try reckon(replica.disk, replica.name, world, isWhole: healed != nil)
            }
        }
        for hub in world.hubs {
            world.guarding(hub.name) {
                try world.ledger.checkAcknowledged(hub.disk, hub: hub.number, name: hub.name)
                try world.ledger.checkMonotone(hub.disk, name: hub.name)
                try reckon(hub.disk, hub.name, world, isWhole: healed != nil)
            }
        }
    }

    /// What was folded as it came is what is folded from the log at once.
    private func compareAnew(_ replica: SimulatedReplica, _ world: World) throws {
        var anew = Folding()
        try anew.restart(in: replica.disk)
        for id in world.items
        where anew.documents.document(id) != replica.folding.documents.document(id) {
            world.ledger.blame(.equalDigests, "\(replica.name) folds \(id) differently anew")
            return
        }
    }

    private func reckon(
        _ store: any HistoryStore, _ name: String, _ world: World, isWhole: Bool
    ) throws {
        let links = try world.ledger.checkOrder(store, name: name)
        world.ledger.checkGenuine(links, name: name)
        guard isWhole else { return }
        world.ledger.checkEverythingWritten(links, lost: world.mayBeLost, name: name)
    }

    private func forks(in world: World) -> Int {
        let lineages = (try? world.hubs.first?.disk.lineages()) ?? []
        return lineages.filter(\.isForked).count
    }
}
