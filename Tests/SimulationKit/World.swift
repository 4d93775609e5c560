import Causality
import History
import SyncProtocol
import SyncWire

/// Replicas, hubs, the network between them and the faults that befall them, on one thread, in virtual time.
final class World {
    /// The virtual clock begins in 2027, as wall clocks do.
    static let beginning: UInt64 = 1_800_000_000_000

    let workspace: WorkspaceID
    /// How often each thing happened: a fault that never comes tests nothing.
    private(set) var tallies: [Happening: Int] = [:]
    /// When the faults and the writing are over.
    var faultsEnd = World.beginning
    var now = World.beginning
    var random: SplitMix64
    var ledger = Ledger()
    var log: EventLog
    var hubs: [SimulatedHub] = []
    var replicas: [SimulatedReplica] = []
    /// Everything that the workload ever made.
    var items: [EntityID] = []
    /// What one of the replicas may have been the only one to hold.
    var mayBeLost: Set<Link> = []
    let creditBytes: UInt32
    private(set) var isFaulty = true
    private var agenda = Agenda()
    private var connections: [Int: SimulatedConnection] = [:]
    private var nextConnection = 0
    private var partitions: Set<Partition> = []
    /// By hub, when the newest of the messages that arrived there was sent.
    private var newestSent: [Int: UInt64] = [:]
    private let coding = MessageCoding()

    /// One direction of one link that lets nothing through.
    private struct Partition: Hashable {
        let replica: Int
        let hub: Int
        let side: SimulatedConnection.Side
    }

    init(seed: UInt64, echoes: Bool = false) {
        random = SplitMix64(seed: seed)
        log = EventLog(echoes: echoes)
        workspace = WorkspaceID(high: random.next(), low: random.next())
        // Some runs have so little credit that every batch waits for it.
        creditBytes = random.once(in: 3) ? 400 : SessionLimits.creditWindowBytes
    }

    var hubCount: Int { hubs.count }

    // Time

    func at(_ time: UInt64, _ body: @escaping () -> Void) {
        agenda.add(at: max(time, now), body)
    }

    func after(_ delay: UInt64, _ body: @escaping () -> Void) { at(now + delay, body) }

    func run(until end: UInt64) {
        while let (time, body) = agenda.next(until: end) {
            now = time
            body()
        }
        now = max(now, end)
    }

    func time(of clockError: Int64?) -> SessionTime {
        SessionTime(steady: now, wall: UInt64(clamping: Int64(now) + (clockError ?? 0)))
    }

    func tally(_ happening: Happening) { tallies[happening, default: 0] += 1 }

    /// The faults that have not come yet.
    var absentFaults: [Happening] { Happening.faults.filter { tallies[$0] == nil } }

    func note(_ line: String) { log.note(line, at: now) }

    /// Runs something that may meet a power cut, which is a crash; any other error is a finding.
    func guarding(_ name: String, orElse crash: () -> Void = {}, _ body: () throws -> Void) {
        do {
            try body()
        } catch is SimulatedDisk.PowerCut {
            tally(.powerCut)
            note("\(name) loses power")
            crash()
        } catch {
            ledger.blame(.failure, "\(name): \(error)")
        }
    }

    // Connections

    func connect(replica: Int, hub: Int) -> Int? {
        guard hubs[hub].isUp, !isCut(replica, hub, .hub), !isCut(replica, hub, .replica) else {
            return nil
        }
        nextConnection += 1
        let number = nextConnection
        connections[number] = SimulatedConnection(number: number, replica: replica, hub: hub)
        note("replica \(replica) connects to hub \(hub) as \(number)")
        hubs[hub].accepted(number)
        return number
    }

    func send(_ message: Message, on number: Int, to side: SimulatedConnection.Side) {
        guard let connection = connections[number] else { return }
        do {
            let bytes = try coding.frame(of: message).bytes
            if isCut(connection.replica, connection.hub, side) {
                connection.stalled[side, default: []].append(bytes)
            } else {
                deliver(bytes, on: connection, to: side)
            }
        } catch {
            ledger.blame(.failure, "a message cannot be written: \(error)")
        }
    }

    private func deliver(
        _ bytes: [UInt8], on connection: SimulatedConnection, to side: SimulatedConnection.Side
    ) {
        let latency: UInt64 = random.number(isFaulty ? 2...120 : 2...20)
        let time = connection.arrival(at: side, now: now, latency: latency)
        let sent = now
        at(time) { [self] in
            guard connection.isOpen(at: side) else { return }
            if side == .hub { noteArrival(sent: sent, at: connection.hub) }
            do {
                var decoder = FrameDecoder(frameMaxBytes: WireLimits.frameMaxBytes)
                decoder.append(bytes)
                while let frame = try decoder.next() {
                    guard let message = try coding.message(in: frame) else { continue }
                    log.note("\(connection.number) \(side) \(frame.type) \(bytes.count)", at: now)
                    hand(message, on: connection, to: side)
                }
            } catch {
                ledger.blame(.failure, "a message cannot be read: \(error)")
            }
        }
    }

    /// Counts what a later message of another connection has overtaken.
    private func noteArrival(sent: UInt64, at hub: Int) {
        let newest = newestSent[hub] ?? 0
        if sent < newest { tally(.overtakenMessage) }
        newestSent[hub] = max(newest, sent)
    }

    private func hand(
        _ message: Message, on connection: SimulatedConnection, to side: SimulatedConnection.Side
    ) {
        switch side {
        case .hub: hubs[connection.hub].received(message, on: connection.number)
        case .replica:
            if let replica = replicas.first(where: { $0.number == connection.replica }) {
                replica.received(message, on: connection.number)
            } else if case .welcome = message {
                ledger.blame(.stranger, "hub \(connection.hub) let a stranger in")
            }
        }
    }

    /// One side ended a connection in good order: what it sent before still arrives.
    func closed(_ number: Int, by side: SimulatedConnection.Side) {
        guard let connection = connections[number] else { return }
        connection.close(at: side)
        let other: SimulatedConnection.Side = side == .hub ? .replica : .hub
        at(connection.arrival(at: other, now: now, latency: 5)) { [self] in
            tellLost(connection, at: other)
        }
    }

    /// One side is gone without a word; the other learns of it late, or by silence.
    func lost(_ number: Int, at side: SimulatedConnection.Side) {
        guard let connection = connections[number] else { return }
        connection.close(at: side)
        guard !random.once(in: 4) else { return }
        let other: SimulatedConnection.Side = side == .hub ? .replica : .hub
        after(random.number(1...2_000)) { [self] in tellLost(connection, at: other) }
    }

    /// Both sides lose a connection, each in its own time, with all that was on its way.
    func breakConnection(_ number: Int) {
        guard let connection = connections[number] else { return }
        note("connection \(number) breaks")
        for side in [SimulatedConnection.Side.hub, .replica] {
            after(random.number(0...3_000)) { [self] in tellLost(connection, at: side) }
        }
    }

    var openConnections: [Int] {
        connections.values.filter { $0.isOpenAtHub && $0.isOpenAtReplica }.map(\.number).sorted()
    }

    private func tellLost(
        _ connection: SimulatedConnection, at side: SimulatedConnection.Side
    ) {
        guard connection.isOpen(at: side) else { return }
        connection.close(at: side)
        switch side {
        case .hub: hubs[connection.hub].connectionLost(connection.number)
        case .replica:
            replicas.first { $0.number == connection.replica }?
                .connectionLost(connection.number)
        }
    }

    // Partitions

    private func isCut(_ replica: Int, _ hub: Int, _ side: SimulatedConnection.Side) -> Bool {
        partitions.contains(Partition(replica: replica, hub: hub, side: side))
    }

    /// Cuts one direction of a link for a while; what is sent meanwhile waits, as in TCP.
    func cut(_ replica: Int, _ hub: Int, _ side: SimulatedConnection.Side, for span: UInt64) {
        note("nothing goes from replica \(replica) / hub \(hub) to its \(side)")
        partitions.insert(Partition(replica: replica, hub: hub, side: side))
        after(span) { [self] in heal(replica, hub, side) }
    }

    private func heal(_ replica: Int, _ hub: Int, _ side: SimulatedConnection.Side) {
        guard partitions.remove(Partition(replica: replica, hub: hub, side: side)) != nil else {
            return
        }
        for number in connections.keys.sorted() {
            guard let connection = connections[number], connection.replica == replica,
                connection.hub == hub, let waiting = connection.stalled.removeValue(forKey: side)
            else { continue }
            for bytes in waiting { deliver(bytes, on: connection, to: side) }
        }
    }

    /// Ends all faults.
    func heal() {
        note("everything heals")
        isFaulty = false
        let all = partitions.sorted {
            ($0.replica, $0.hub, $0.side == .hub ? 0 : 1)
                < ($1.replica, $1.hub, $1.side == .hub ? 0 : 1)
        }
        for partition in all { heal(partition.replica, partition.hub, partition.side) }
    }

    // Knowing

    func links(in store: any HistoryStore) throws -> Set<Link> {
        var links: Set<Link> = []
        for run in try store.runs(after: 0, byteLimit: .max) {
            let changes = try store.coding.changes(of: run.batch)
            links.formUnion(Chain.links(after: run.batch.previous, changes))
        }
        return links
    }
}
