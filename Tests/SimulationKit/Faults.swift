import Causality
import History
import SyncProtocol

/// The misfortunes of a run, drawn from its seed.
struct Faults {
    /// Copies of devices end here, or a long run would be of nothing else.
    private static let replicasMax = 11

    private let world: World
    /// Copies of disks that a restore may bring back.
    private var backups: [Int: InMemoryHistory] = [:]
    private var deck: [Misfortune] = []

    init(_ world: World) { self.world = world }

    /// What may befall, and how often next to the others.
    private static let deck: [Misfortune] = [
        .crashReplica, .crashReplica, .crashHub, .breakConnection, .breakConnection, .partition,
        .partition, .cutPower, .cutPower, .loseWrite, .restoreReplica, .restoreHub, .forge,
        .knock, .copyReplica, .moveOn, .moveOn, .keepBackup,
    ]

    private enum Misfortune {
        case crashReplica, crashHub, breakConnection, partition, cutPower, loseWrite, keepBackup
        case restoreReplica, restoreHub, forge, knock, copyReplica, moveOn
    }

    /// One misfortune, and the time of the next.
    mutating func strike() -> UInt64 {
        if deck.isEmpty { deck = Self.deck.shuffled(using: &world.random) }
        let drawn = deck.removeLast()
        // What cannot happen now waits for a better moment.
        if !befall(drawn) { deck.insert(drawn, at: 0) }
        return world.random.number(200...2_500)
    }

    private mutating func befall(_ misfortune: Misfortune) -> Bool {
        switch misfortune {
        case .crashReplica: crashReplica()
        case .crashHub: crashHub()
        case .breakConnection: breakConnection()
        case .partition: partition()
        case .cutPower: cutPower()
        case .loseWrite: loseWrite()
        case .keepBackup: keepBackup()
        case .restoreReplica: restoreReplica()
        case .restoreHub: restoreHub()
        case .forge: forge()
        case .knock: knock()
        case .copyReplica: copyReplica()
        case .moveOn: moveOn()
        }
    }

    private func crashReplica() -> Bool {
        guard let replica = world.random.element(of: world.replicas), replica.isUp else {
            return false
        }
        world.tally(.crashedReplica)
        replica.crash()
        world.after(world.random.number(100...4_000)) { replica.start() }
        return true
    }

    private func crashHub() -> Bool {
        guard let hub = world.random.element(of: world.hubs), hub.isUp else { return false }
        world.tally(.crashedHub)
        hub.crash()
        restart(hub, in: world.random.number(100...3_000))
        return true
    }

    private func restart(_ hub: SimulatedHub, in delay: UInt64) {
        let world = world
        world.after(delay) {
            guard !hub.isUp else { return }
            world.guarding(hub.name) { try hub.start() }
        }
    }

    private func breakConnection() -> Bool {
        guard let number = world.random.element(of: world.openConnections) else { return false }
        world.tally(.brokenConnection)
        world.breakConnection(number)
        return true
    }

    private func partition() -> Bool {
        let replica = world.random.below(world.replicas.count)
        let hub = world.random.below(world.hubs.count)
        let span: UInt64 = world.random.number(500...40_000)
        world.cut(replica, hub, .hub, for: span)
        guard world.random.once(in: 2) else {
            world.tally(.oneWayPartition)
            return true
        }
        world.tally(.partition)
        world.cut(replica, hub, .replica, for: span)
        return true
    }

    /// The power goes out within one of the next transactions.
    private func cutPower() -> Bool {
        let cut = Int(world.random.number(1...3))
        if world.random.once(in: 3), let hub = world.random.element(of: world.hubs), hub.isUp {
            hub.disk.transactionsUntilCut = cut
            // Should nothing be written until then, the cut is called off by the restart.
            restart(hub, in: 8_000)
        } else if let replica = world.random.element(of: world.replicas), replica.isUp {
            replica.disk.transactionsUntilCut = cut
            world.after(6_000) { replica.start() }
        } else {
            return false
        }
        return true
    }

    /// Somebody crashes right after something came that is to be written.
    private func loseWrite() -> Bool {
        if world.random.once(in: 2), let hub = world.random.element(of: world.hubs), hub.isUp {
            hub.losesNextWrite = true
            restart(hub, in: 6_000)
        } else if let replica = world.random.element(of: world.replicas), replica.isUp {
            replica.losesNextWrite = true
            world.after(6_000) { replica.start() }
        } else {
            return false
        }
        return true
    }

    private mutating func keepBackup() -> Bool {
        let one = world.random.below(world.replicas.count)
        for replica in world.replicas where replica.number == one || world.random.once(in: 3) {
            backups[replica.number] = InMemoryHistory(copying: replica.disk.kept)
        }
        for hub in world.hubs {
            backups[1_000 + hub.number] = InMemoryHistory(copying: hub.disk.kept)
        }
        return true
    }

    /// Somebody copies the whole home directory to a second laptop, and works on both.
    private func copyReplica() -> Bool {
        guard let replica = world.random.element(of: world.replicas), replica.isUp,
            world.replicas.count < Self.replicasMax
        else { return world.replicas.count == Self.replicasMax }
        world.tally(.copiedDevice)
        let copy = replica.copied(as: world.replicas.count)
        world.replicas.append(copy)
        for original in [replica, copy] { original.write() }
        copy.start()
        copy.write()
        return true
    }

    /// A laptop comes back from a backup, or as a copy of itself: some of its numbers are used twice.
    private func restoreReplica() -> Bool {
        let restorable = world.replicas.filter { backups[$0.number] != nil }
        guard let replica = world.random.element(of: restorable),
            let backup = backups[replica.number]
        else { return false }
        world.guarding(replica.name) {
            world.mayBeLost.formUnion(try world.links(in: replica.disk))
            world.mayBeLost.formUnion(try replica.disk.unsealed().map(\.link))
        }
        world.tally(.rewoundDevice)
        replica.rewind(to: backup)
        world.after(world.random.number(100...2_000)) {
            replica.start()
            replica.write()
        }
        return true
    }

    /// A hub comes back from a backup, and nobody noticed.
    private func restoreHub() -> Bool {
        guard let hub = world.random.element(of: world.hubs),
            let backup = backups[1_000 + hub.number]
        else { return false }
        world.tally(.restoredHub)
        hub.crash()
        world.note("\(hub.name) is restored from an older copy")
        world.ledger.hubRestored(hub.number)
        world.ledger.putBack(hub.name)
        hub.disk = SimulatedDisk(InMemoryHistory(copying: backup))
        restart(hub, in: world.random.number(100...2_000))
        return true
    }

    /// A member's device offers a change in somebody else's name.
    private func forge() -> Bool {
        guard let hub = world.random.element(of: world.hubs), hub.isUp,
            let connection = world.random.element(of: hub.connections),
            let victim = world.random.element(of: world.replicas)
        else { return false }
        var isForged = false
        world.guarding("forger") {
            let stream = victim.author.stream(in: hub.disk)
            guard let lineage = try hub.disk.lineage(of: stream),
                let head = lineage.heads.first?.head,
                let key = DeviceKey(seed: world.random.bytes(DeviceKey.seedByteCount))
            else { return }
            let header = ChangeHeader(
                stream: stream, sequence: head.sequence + 1,
                stamp: HybridTimestamp(milliseconds: world.now), author: victim.author.member)
            let change = Change(header: header, operations: [])
            let forged = Head(head.sequence + 1, Chain.link(after: head.link, change))
            let message = Seal.message(
                workspace: world.workspace, stream: stream, head: forged)
            let seal = Seal(head: forged, signature: key.signature(for: message) ?? [])
            guard
                var batch = Batch([change], after: head.link, seal: seal, birth: nil)
            else { return }
            batch.encoded = try hub.disk.coding.encode(batch)
            world.tally(.forgedChange)
            world.note("a change of \(victim.name) is forged")
            hub.received(.batch(BatchMessage(batch: batch, position: nil)), on: connection)
            isForged = true
        }
        return isForged
    }

    /// Somebody who has read a device's public key tries to pass for it.
    private func knock() -> Bool {
        guard let victim = world.random.element(of: world.replicas),
            let number = world.connect(
                replica: 1_000, hub: world.random.below(world.hubs.count))
        else { return false }
        world.tally(.stranger)
        let hello = Hello(
            workspace: world.workspace, schemaLevel: 1, publicKey: victim.author.key.publicKey,
            nonce: world.random.bytes(Hello.nonceByteCount), wallMilliseconds: world.now)
        world.send(.hello(hello), on: number, to: .hub)
        let proof = Proof(signature: world.random.bytes(64))
        let world = world
        world.after(500) { world.send(.proof(proof), on: number, to: .hub) }
        return true
    }

    private func moveOn() -> Bool {
        guard let replica = world.random.element(of: world.replicas), replica.isConnected else {
            return false
        }
        world.tally(.changedHub)
        replica.moveOn()
        return true
    }
}
