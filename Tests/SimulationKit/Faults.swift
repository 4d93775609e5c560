import Causality
import History
import SyncProtocol

/// The misfortunes of a run, drawn from its seed.
struct Faults {
    private let world: World
    /// Copies of disks that a restore may bring back.
    private var backups: [Int: InMemoryHistory] = [:]

    init(_ world: World) { self.world = world }

    /// One misfortune, and the time of the next.
    mutating func strike() -> UInt64 {
        switch world.random.index(below: 16) {
        case 0, 1: crashReplica()
        case 2: crashHub()
        case 3, 4: breakConnection()
        case 5, 6: partition()
        case 7: cutPower()
        case 8: keepBackup()
        case 9: restoreReplica()
        case 10: restoreHub()
        case 11: forge()
        case 12: knock()
        case 13: copyReplica()
        default: moveOn()
        }
        return world.random.number(200...2_500)
    }

    private func crashReplica() {
        guard let replica = world.random.element(of: world.replicas), replica.isUp else { return }
        world.tally("crashed replica")
        replica.crash()
        world.after(world.random.number(100...4_000)) { replica.start() }
    }

    private func crashHub() {
        guard let hub = world.random.element(of: world.hubs), hub.isUp else { return }
        world.tally("crashed hub")
        hub.crash()
        restart(hub, in: world.random.number(100...3_000))
    }

    private func restart(_ hub: SimulatedHub, in delay: UInt64) {
        let world = world
        world.after(delay) {
            guard !hub.isUp else { return }
            world.guarding(hub.name) { try hub.start() }
        }
    }

    private func breakConnection() {
        guard let number = world.random.element(of: world.openConnections) else { return }
        world.tally("broken connection")
        world.breakConnection(number)
    }

    private func partition() {
        let replica = world.random.index(below: world.replicas.count)
        let hub = world.random.index(below: world.hubs.count)
        let span = world.random.number(500...40_000)
        world.tally("partition")
        world.cut(replica, hub, .hub, for: span)
        if world.random.once(in: 2) { world.cut(replica, hub, .replica, for: span) }
    }

    /// The power goes out within one of the next transactions.
    private func cutPower() {
        let cut = Int(world.random.number(1...3))
        if world.random.once(in: 3), let hub = world.random.element(of: world.hubs), hub.isUp {
            hub.disk.transactionsUntilCut = cut
            // Should nothing be written until then, the cut is called off by the restart.
            restart(hub, in: 8_000)
        } else if let replica = world.random.element(of: world.replicas), replica.isUp {
            replica.disk.transactionsUntilCut = cut
            world.after(6_000) { replica.start() }
        }
    }

    private mutating func keepBackup() {
        world.tally("backup")
        for replica in world.replicas where world.random.once(in: 3) {
            backups[replica.number] = InMemoryHistory(copying: replica.disk.kept)
        }
        for hub in world.hubs {
            backups[1_000 + hub.number] = InMemoryHistory(copying: hub.disk.kept)
        }
    }

    /// Somebody copies the whole home directory to a second laptop, and works on both.
    private func copyReplica() {
        guard let replica = world.random.element(of: world.replicas), replica.isUp,
            world.replicas.count < 11
        else { return }
        world.tally("copied device")
        let copy = replica.copied(as: world.replicas.count)
        world.replicas.append(copy)
        for original in [replica, copy] { original.write() }
        copy.start()
        copy.write()
    }

    /// A laptop comes back from a backup, or as a copy of itself: some of its numbers are used twice.
    private func restoreReplica() {
        guard let replica = world.random.element(of: world.replicas),
            let backup = backups[replica.number]
        else { return }
        world.guarding(replica.name) {
            world.mayBeLost.formUnion(try world.links(in: replica.disk))
            world.mayBeLost.formUnion(try replica.disk.unsealed().map(\.link))
        }
        world.tally("rewound device")
        replica.rewind(to: backup)
        world.after(world.random.number(100...2_000)) {
            replica.start()
            replica.write()
        }
    }

    /// A hub comes back from a backup, and nobody noticed.
    private func restoreHub() {
        guard let hub = world.random.element(of: world.hubs),
            let backup = backups[1_000 + hub.number]
        else { return }
        world.tally("restored hub")
        hub.crash()
        world.note("\(hub.name) is restored from an older copy")
        world.ledger.hubRestored(hub.number)
        hub.disk = SimulatedDisk(InMemoryHistory(copying: backup))
        restart(hub, in: world.random.number(100...2_000))
    }

    /// A member's device offers a change in somebody else's name.
    private func forge() {
        guard let hub = world.random.element(of: world.hubs), hub.isUp,
            let connection = world.random.element(of: hub.connections),
            let victim = world.random.element(of: world.replicas)
        else { return }
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
            world.tally("forged change")
            world.note("a change of \(victim.name) is forged")
            hub.received(.batch(BatchMessage(batch: batch, position: nil)), on: connection)
        }
    }

    /// Somebody who has read a device's public key tries to pass for it.
    private func knock() {
        guard let victim = world.random.element(of: world.replicas),
            let number = world.connect(
                replica: 1_000, hub: world.random.index(below: world.hubs.count))
        else { return }
        world.tally("stranger")
        let hello = Hello(
            workspace: world.workspace, schemaLevel: 1, publicKey: victim.author.key.publicKey,
            nonce: world.random.bytes(Hello.nonceByteCount), wallMilliseconds: world.now)
        world.send(.hello(hello), on: number, to: .hub)
        let proof = Proof(signature: world.random.bytes(64))
        let world = world
        world.after(500) { world.send(.proof(proof), on: number, to: .hub) }
    }

    private func moveOn() { world.random.element(of: world.replicas)?.moveOn() }
}
