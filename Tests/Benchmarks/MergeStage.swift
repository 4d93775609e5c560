import Causality
import Coordination
import Foundation
import History
import Lattice
import Logging
import ReleaseModel
import Replication
import Synchronization
import SyncTransport

/// What lies before the exchange, on the disk: a hub with the base state, replicas that hold it, and
/// each one's own edits, made offline.
struct MergeStage: Sendable {
    /// The hour in which the workload plays; its clock counts from here.
    private static let origin: UInt64 = 1_790_000_000_000
    /// When the base state is made and everybody joins: before any edit, for hub and replicas alike,
    /// since a handshake corrects the clock of a replica by its hub's.
    private static let founding = origin - 60_000

    let workload: MergeWorkload
    let folder: String

    init(_ workload: MergeWorkload, in folder: String) {
        self.workload = workload
        self.folder = folder
    }

    var hub: HubDirectory { HubDirectory(folder + "/hub") }
    private var record: String { folder + "/edits.seconds" }

    /// The time that the hub and all replicas have while they talk: after the last edit.
    private var meeting: UInt64 { Self.origin + UInt64(workload.edits * 16 + workload.replicas) }

    private func hubEnvironment(at time: UInt64) -> HubEnvironment {
        HubEnvironment(
            wallMilliseconds: { time }, randomBytes: SystemHub.environment().randomBytes)
    }

    private func environment(
        _ name: String, clock: @escaping @Sendable () -> UInt64
    ) -> ReplicaEnvironment {
        var environment = SystemEnvironment.current()
        environment.clock = clock
        environment.zone = "UTC"
        environment.currentDirectory = folder + "/" + name
        environment.variables = [
            "HOME": folder + "/" + name, "XDG_STATE_HOME": folder + "/" + name + "/state",
        ]
        return environment
    }

    func open(_ replica: Int) throws -> Replica {
        let time = meeting
        let environment = environment("replica\(replica)") { time }
        return try Replica.open(.forNew(in: nil, environment), environment)
    }

    /// Seconds that the replicas took for their edits, all together.
    func editSeconds() throws -> Double {
        let text = try String(contentsOfFile: record, encoding: .utf8)
        guard let seconds = Double(text) else { throw BenchmarkFailure("\(record) is damaged") }
        return seconds
    }

    /// Makes everything, unless a run before did.
    func make() throws {
        guard !FileManager.default.fileExists(atPath: record) else { return }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let link = try HubFounding.make(
            hub, workspace: nil, name: "bench", listen: Endpoint(host: "127.0.0.1", port: 0),
            in: hubEnvironment(at: Self.founding))
        let service = try serve(at: Self.founding)
        do {
            try makeBase(link)
            _ = try Crew.run(workload.replicas) { try join($0) }
        } catch {
            service.stop()
            throw error
        }
        service.stop()
        let seconds = try Crew.run(workload.replicas) { try edit($0) }
        try String(seconds.reduce(0, +)).write(
            toFile: record, atomically: true, encoding: .utf8)
    }

    /// Begins to serve while the replicas exchange.
    func serve() throws -> HubService { try serve(at: meeting) }

    /// Opens the hub's store beside the hub that may be serving it.
    func hubStore() throws -> HubStore {
        try HubStore(reading: hub, in: hubEnvironment(at: meeting))
    }

    private func serve(at time: UInt64) throws -> HubService {
        guard let logger = HubLog.standardError(level: "error") else {
            throw BenchmarkFailure("the hub has no log")
        }
        return try HubService(hub, listen: nil, in: hubEnvironment(at: time), logger: logger)
    }

    /// The same stage in another folder, so that this one can serve again.
    func copied(to target: String) throws -> MergeStage {
        try FileManager.default.copyItem(atPath: folder, toPath: target)
        return MergeStage(workload, in: target)
    }

    // Before the edits

    private func makeBase(_ link: InviteLink) throws {
        let environment = environment("origin") { Self.founding }
        let replica = try Replica.accept(link, at: .forNew(in: nil, environment), environment)
        _ = try replica.sync()
        for start in stride(from: 0, to: workload.items, by: 250) {
            let items = start..<min(start + 250, workload.items)
            try replica.commit { draft, _ in
                for item in items { try create(item, in: &draft) }
            }
        }
        _ = try replica.sync()
        try replica.close()
    }

    private func create(_ item: Int, in draft: inout Draft) throws {
        let id = MergeFields.identifier(of: item)
        try draft.create(.item, id)
        for (field, text) in workload.base[item].enumerated() {
            let place = MergeFields.places[field]
            try draft.set(
                id, place.field, MergeFields.value(text, of: field), key: place.key,
                subfield: place.subfield)
        }
    }

    private func join(_ number: Int) throws {
        let environment = environment("replica\(number)") { Self.founding }
        let link = try HubFounding.invite(
            hub, asAdmin: false, in: hubEnvironment(at: Self.founding))
        let replica = try Replica.accept(link, at: .forNew(in: nil, environment), environment)
        _ = try replica.sync()
        let cells = try replica.read { try MergeFields.cells($0, items: workload.items) }
        guard cells == workload.base else {
            throw BenchmarkFailure("replica \(number) does not hold the base state")
        }
        try replica.close()
    }

    // The edits

    /// Makes the edits of one replica, a durable commit each.
    private func edit(_ number: Int) throws -> Double {
        let clock = EditClock(Self.origin)
        let environment = environment("replica\(number)") { clock.now }
        let replica = try Replica.open(.forNew(in: nil, environment), environment)
        // What the handshake took would show in the stamps, and these decide who wrote last.
        try replica.setClockOffset(0)
        let ids = (0..<workload.items).map(MergeFields.identifier)
        let started = Machine.seconds
        for edit in workload.made[number] {
            clock.set(Self.origin + edit.clock)
            try replica.commit { draft, _ in
                try write(edit, to: ids[edit.item], in: &draft)
            }
        }
        let seconds = Machine.seconds - started
        try replica.close()
        return seconds
    }

    /// Writes a register, be the value new or not: in this workload every edit counts.
    private func write(
        _ edit: MergeWorkload.Edit, to id: EntityID, in draft: inout Draft
    ) throws {
        let place = MergeFields.places[edit.field]
        let document = try draft.existing(id)
        let value = MergeFields.value(edit.value, of: edit.field)
        try draft.emit(
            Operation(
                .write, target: try draft.creation(of: document), field: place.address.field,
                key: place.address.key, subfield: place.address.subfield,
                value: value.canonicalBytes, supersedes: document.liveIDs(at: place.address)))
    }

    /// A clock that stands until it is set.
    private final class EditClock: Sendable {
        private let time: Atomic<UInt64>

        init(_ time: UInt64) { self.time = Atomic(time) }

        var now: UInt64 { time.load(ordering: .relaxed) }

        func set(_ time: UInt64) { self.time.store(time, ordering: .relaxed) }
    }
}
