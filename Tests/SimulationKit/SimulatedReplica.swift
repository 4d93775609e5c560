import Causality
import History
import ReleaseModel
import SyncProtocol

/// A replica as the simulator hosts it: the real session machine, a stream of its own, folded state.
final class SimulatedReplica {
    private final class Conversation {
        var session: ReplicaSession
        let connection: Int
        let hub: Int
        var deadline: UInt64 = 0

        init(_ session: consuming ReplicaSession, connection: Int, hub: Int) {
            self.session = session
            self.connection = connection
            self.hub = hub
        }
    }

    let number: Int
    var disk: SimulatedDisk
    /// How far this replica's wall clock is from the truth, milliseconds.
    let clockError: Int64
    private(set) var isUp = false
    private(set) var author: Author
    private(set) var folding = Folding()
    private(set) var refusals: [Refused] = []
    private unowned let world: World
    private var clock = HybridClock()
    private var conversation: Conversation?
    private var life = 0
    /// Set from when deliveries arrive until they are on the disk.
    private var isStoring = false
    /// Set to crash when something comes that is to be stored.
    var losesNextWrite = false
    /// The hub that is tried next, and how often in a row that failed.
    private var hub: Int
    private var failures: UInt64 = 0
    /// Everything that was saved here and must be here after every crash.
    private var saved: Set<Link> = []
    private var joining: ReplicaSessionConfiguration.Joining?
    /// Every store with a ticket that this divides waits for more before it is begun.
    private static let gatheringGrain: UInt64 = 3

    init(
        number: Int, author: Author, disk: SimulatedDisk, clockError: Int64,
        joining: ReplicaSessionConfiguration.Joining?, world: World
    ) {
        self.number = number
        self.author = author
        self.disk = disk
        self.clockError = clockError
        self.joining = joining
        self.world = world
        hub = number % world.hubCount
    }

    var name: String { "replica \(number)" }
    var isConnected: Bool { conversation != nil }

    // Up and down

    func start() {
        guard !isUp else { return }
        isUp = true
        world.guarding(name) {
            try author.load(from: disk)
            try folding.restart(in: disk)
            clock = HybridClock()
            if let newest = try disk.newestUnsealed() {
                clock.fold(newest.change.header.stamp, atMilliseconds: .max >> 20)
            }
            try checkSaved()
            try checkCursors()
            try world.ledger.checkMonotone(disk, name: name)
            world.note("\(name) starts at \(try disk.position().count)")
        }
        reconnect(in: world.random.number(5...500))
    }

    func crash() {
        guard isUp else { return }
        world.note("\(name) crashes")
        isUp = false
        life += 1
        disk.transactionsUntilCut = nil
        if isStoring { world.tally(.lostWrite) }
        isStoring = false
        losesNextWrite = false
        if let conversation { world.lost(conversation.connection, at: .replica) }
        conversation = nil
    }

    /// Puts an older copy of the disk in place of the present one; what was saved since is gone here.
    func rewind(to copy: InMemoryHistory) {
        crash()
        world.note("\(name) is restored from an older copy")
        world.ledger.mayFork(author.stream(in: disk))
        disk = SimulatedDisk(InMemoryHistory(copying: copy))
        saved = []
        world.ledger.putBack(name)
        world.guarding(name) { try author.load(from: disk) }
        world.ledger.mayFork(author.stream(in: disk))
    }

    /// A second device with everything that this one has, key and stream too.
    func copied(as number: Int) -> SimulatedReplica {
        world.note("\(name) is copied as replica \(number)")
        world.ledger.mayFork(author.stream(in: disk))
        return SimulatedReplica(
            number: number, author: author,
            disk: SimulatedDisk(InMemoryHistory(copying: disk.kept)), clockError: clockError,
            joining: joining, world: world)
    }

    private func checkSaved() throws {
        var links = try world.links(in: disk)
        links.formUnion(try disk.unsealed().map(\.link))
        for link in saved.subtracting(links).sorted() {
            world.ledger.blame(.kept, "\(name) lost \(link.description.prefix(8)), which it saved")
        }
    }

    func checkCursors() throws {
        for hub in world.hubs {
            let id = HubID(publicKey: hub.key.publicKey)
            guard let cursor = try disk.cursor(of: id) else { continue }
            world.ledger.checkMonotone(cursor, name: name)
            try world.ledger.checkCursor(cursor.position, in: disk, name: name)
        }
    }

    // Writing

    func write() {
        guard isUp else { return }
        world.guarding(name, orElse: crash) {
            let wall = wall
            let (place, dependencies) = try author.place(&clock, at: wall, in: disk)
            var draft = Draft(folding.documents, at: place)
            try Workload.write(to: &draft, by: author.member, world: world)
            guard !draft.isEmpty else { return }
            let local = try author.write(
                draft.operations, at: place, dependencies: dependencies, in: disk)
            try folding.take(&draft, following: dependencies, in: disk)
            saved.insert(local.link)
            world.ledger.wrote(local.change, link: local.link, by: name)
            world.note("\(name) writes \(local.change.dot)")
            guard let conversation else { return }
            carryOut(conversation.session.changesWritten(), in: conversation)
        }
    }

    private var wall: UInt64 { UInt64(clamping: Int64(world.now) + clockError) }

    // Connecting

    private func reconnect(in delay: UInt64) {
        let life = life
        world.after(delay) { [self] in
            guard isUp, self.life == life, conversation == nil else { return }
            connect()
        }
    }

    private func connect() {
        guard let connection = world.connect(replica: number, hub: hub) else {
            return failed()
        }
        let target = world.hubs[hub]
        let configuration = ReplicaSessionConfiguration(
            workspace: world.workspace, deviceKey: author.key, hubKey: target.key.publicKey,
            schemaLevel: 1, nonce: world.random.bytes(32), joining: joining,
            creditBytes: world.creditBytes)
        let conversation = Conversation(
            ReplicaSession(configuration), connection: connection, hub: hub)
        self.conversation = conversation
        carryOut(conversation.session.opened(at: world.time(of: clockError)), in: conversation)
    }

    private func failed() {
        failures += 1
        if failures.isMultiple(of: 2) { hub = (hub + 1) % world.hubCount }
        reconnect(in: world.random.number(50...500) * min(failures, 8))
    }

    /// Ends the session in good order and goes on with another hub, carrying over what it has.
    func moveOn() {
        guard isUp, let conversation else { return }
        hub = (conversation.hub + 1) % world.hubCount
        carryOut(conversation.session.close(.finished), in: conversation)
    }

    func received(_ message: Message, on connection: Int) {
        guard let conversation, conversation.connection == connection else { return }
        carryOut(
            conversation.session.received(message, at: world.time(of: clockError)),
            in: conversation)
    }

    func connectionLost(_ connection: Int) {
        guard conversation?.connection == connection else { return }
        conversation = nil
        failed()
    }

    // Carrying out

    private func carryOut(_ actions: [ReplicaAction], in conversation: Conversation) {
        for action in actions {
            guard isUp, self.conversation === conversation else { return }
            world.guarding(name, orElse: crash) { try carryOut(action, in: conversation) }
        }
    }

    private func carryOut(_ action: ReplicaAction, in conversation: Conversation) throws {
        switch action {
        case .send(let message):
            if case .missing(let missing) = message, !missing.wants.isEmpty {
                world.tally(.missingAskedByReplica)
            }
            world.send(message, on: conversation.connection, to: .hub)
        case .adopt(let welcome, let offset):
            failures = 0
            clock.offsetMilliseconds = offset
            try adopt(welcome)
            let standing = Standing(
                cursor: try disk.cursor(of: welcome.hub), vector: try disk.vector(),
                head: try disk.position().count)
            carryOut(conversation.session.standingReported(standing), in: conversation)
        case .compare(let vector):
            let wants = try Exchange.wants(of: vector, in: disk)
            carryOut(conversation.session.compared(wants), in: conversation)
        case .seal:
            try seal()
            let count = try disk.position().count
            carryOut(conversation.session.runsAppended(to: count), in: conversation)
        case .store(let deliveries, let ticket, _):
            let life = life
            isStoring = true
            if losesNextWrite { return crash() }
            world.after(world.random.number(1...10)) { [self] in
                guard isUp, self.life == life else { return }
                isStoring = false
                guard self.conversation === conversation else { return }
                if ticket % Self.gatheringGrain == 0 {
                    // What came while this store waited is stored together with it.
                    return carryOut(
                        conversation.session.gathered(ticket: ticket), in: conversation)
                }
                world.guarding(name, orElse: crash) {
                    try store(deliveries, ticket: ticket, in: conversation)
                }
            }
        case .fetch(let after, let through):
            let runs = try Exchange.runs(after: after, through: through, in: disk)
            carryOut(conversation.session.fetched(runs), in: conversation)
        case .resolve(let wants):
            let stretches = try Exchange.positions(of: wants, in: disk)
            carryOut(conversation.session.resolved(stretches), in: conversation)
        case .noteRefusal(let refused): refusals.append(refused)
        case .noteDurable, .noteCaughtUp, .noteInvite, .noteDigest, .noteAllSent: return
        case .schedule(let deadline): schedule(deadline, in: conversation)
        case .close(let reason):
            world.note("\(name) closes \(conversation.connection): \(reason)")
            self.conversation = nil
            world.closed(conversation.connection, by: .replica)
            failed()
        }
    }

    private func schedule(_ deadline: UInt64, in conversation: Conversation) {
        conversation.deadline = deadline
        world.at(deadline) { [self] in
            guard self.conversation === conversation, conversation.deadline == deadline else {
                return
            }
            carryOut(
                conversation.session.deadlinePassed(at: world.time(of: clockError)),
                in: conversation)
        }
    }

    /// Looks whether somebody else went on with this stream, then makes everything ready to be sent.
    private func adopt(_ welcome: Welcome) throws {
        var lookup = HistoryLookup(disk)
        let own = author.stream(in: disk)
        let isBehind = try welcome.ownHeads.contains { entry in
            try entry.stream == own && lookup.place(of: entry) == nil
        }
        try seal()
        guard isBehind else { return }
        try mint()
        try folding.restart(in: disk)
    }

    private func mint() throws {
        try disk.transaction {
            try author.mint(nonce: world.random.bytes(StreamBirth.nonceByteCount), in: disk)
        }
        world.tally(.mintedStream)
        world.note("\(name) mints \(author.stream(in: disk))")
    }

    /// Seals what waits; should that show a fork, everything is named anew and the stream given up.
    private func seal() throws {
        let sealed = try disk.transaction {
            try Sealing.seal(in: disk, key: author.key, birth: author.birth)
        }
        guard !sealed.isEmpty, try isForked else { return }
        try mint()
        try folding.restart(in: disk)
    }

    private var isForked: Bool {
        get throws { try disk.lineage(of: author.stream(in: disk))?.isForked == true }
    }

    private func store(
        _ deliveries: [Delivery], ticket: UInt64, in conversation: Conversation
    ) throws {
        var outcomes: [AdmissionOutcome] = []
        let verdicts = try ReplicaIntake.store(deliveries, in: disk, each: { outcomes.append($0) })
        try fold(outcomes)
        let count = try disk.position().count
        world.note("\(name) stores \(deliveries.count), at \(count)")
        let hub = HubID(publicKey: world.hubs[conversation.hub].key.publicKey)
        if let cursor = try disk.cursor(of: hub) {
            world.ledger.checkMonotone(cursor, name: name)
        }
        carryOut(conversation.session.stored(ticket: ticket, verdicts), in: conversation)
        carryOut(conversation.session.runsAppended(to: count), in: conversation)
    }

    private func fold(_ outcomes: [AdmissionOutcome]) throws {
        let own = author.stream(in: disk)
        var admitted: [AdmittedChange] = []
        var isForked = false
        for case .admitted(let changes, _, let fork) in outcomes {
            admitted += changes
            isForked = isForked || fork != nil || changes.first?.change.header.stream == own
        }
        for change in admitted { clock.fold(change.change.header.stamp, atMilliseconds: wall) }
        guard isForked else { return try folding.add(admitted, in: disk) }
        try noteFork()
    }

    /// Names may have changed: everything is folded anew, and nobody goes on with a forked stream.
    private func noteFork() throws {
        try seal()
        if try isForked { try mint() }
        try folding.restart(in: disk)
    }
}
