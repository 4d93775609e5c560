import Audit
import Causality
import Coordination
import History
import ReleaseModel
import Replication
import SQLiteStorage
import SyncTransport

/// The exchange itself: replicas and hub over loopback sockets, until all hold the same.
///
///     serving ─▶ every replica syncs, all at once, and again while it lacks what others sent
///     meanwhile ─▶ all hold everything ─▶ stopped ─▶ every state compared
struct MergeExchange {
    /// What one replica took for one sync.
    private struct Turn: Sendable {
        var sent: UInt64 = 0
        var received: UInt64 = 0
        var held: UInt64 = 0
        /// Transactions in which what others wrote was stored and folded.
        var folds = 0
    }

    private static let roundsMax = 20

    private let stage: MergeStage
    private var workload: MergeWorkload { stage.workload }

    init(_ stage: MergeStage) { self.stage = stage }

    func measure() throws -> Measurement {
        let service = try stage.serve()
        let expected = try changesExpected()
        let (started, processor) = (Machine.seconds, Machine.processorSeconds)
        let turns: [[Turn]]
        do {
            let stage = stage
            turns = try Crew.run(workload.replicas) { try Self.sync($0, stage, until: expected) }
        } catch {
            service.stop()
            throw error
        }
        let (ended, spent) = (Machine.seconds, Machine.processorSeconds)
        let peak = Machine.peakMegabytes
        service.stop()
        try compare()
        var record = Measurement("W1", "railyard")
        record.count("R", workload.replicas)
        record.count("E", workload.edits)
        record.count("N", workload.items)
        record.count("per_txn", 1)
        record.flag("converged", true)
        record.flag("expected_state", true)
        let edits = try stage.editSeconds() / Double(workload.replicas)
        let made = Double(workload.replicas * workload.edits)
        record.count("edits_per_s", Int(made / edits))
        record.seconds("sync_s", ended - started)
        record.seconds("sync_cpu_s", spent - processor)
        let all = turns.joined()
        record.count("rounds", turns.map(\.count).max() ?? 0)
        record.count("folds", all.reduce(0) { $0 + $1.folds })
        record.count("up", Int(all.reduce(0) { $0 + $1.sent }))
        record.count("down", Int(all.reduce(0) { $0 + $1.received }))
        record.count("disk", try Machine.occupied(stage.hub.path))
        record.count("replica_disk", try Machine.occupied(stage.folder + "/replica0/.railyard"))
        record.text("fsync", "edit WAL/FULL and anchor, merge WAL/FULL on both sides")
        record.count("rss_mb", peak)
        return record
    }

    private static func sync(
        _ number: Int, _ stage: MergeStage, until all: UInt64
    ) throws -> [Turn] {
        var turns: [Turn] = []
        while turns.last.map({ $0.held < all }) ?? true {
            guard turns.count < roundsMax else {
                throw BenchmarkFailure(
                    "replica \(number) does not hold all after \(roundsMax) syncs")
            }
            turns.append(try sync(number, stage))
        }
        return turns
    }

    private static func sync(_ number: Int, _ stage: MergeStage) throws -> Turn {
        let replica = try stage.open(number)
        var folds = 0
        let summary = try replica.sync { event in
            if case .received = event { folds += 1 }
        }
        guard summary.refusals.isEmpty else {
            throw BenchmarkFailure("replica \(number): \(summary.refusals)")
        }
        let held = try replica.readHistory { try $0.lineages().reduce(0) { $0 + $1.length } }
        try replica.close()
        return Turn(
            sent: summary.bytesSent, received: summary.bytesReceived, held: held,
            folds: folds)
    }

    /// Changes in the world: what the hub holds of the base, and every edit.
    private func changesExpected() throws -> UInt64 {
        let store = try stage.hubStore()
        let held = try store.read { history, _ in
            try history.lineages().reduce(0) { $0 + $1.length }
        }
        return held + UInt64(workload.replicas * workload.edits)
    }

    /// Holds all states against each other and against what must come out.
    private func compare() throws {
        let store = try stage.hubStore()
        let hub = try store.read { history, _ in try LogAudit.report(of: history) }
        let expected = workload.merged
        let (stage, items) = (stage, workload.items)
        let states = try Crew.run(workload.replicas) { number -> (Link, [[String]]) in
            let replica = try stage.open(number)
            let cells = try replica.read { try MergeFields.cells($0, items: items) }
            return (try replica.stateDigest().value, cells)
        }
        for (number, state) in states.enumerated() {
            guard state.0 == hub.stateDigest else {
                throw BenchmarkFailure("replica \(number) and the hub's log differ in state")
            }
            try expect(expected, state.1, at: number)
            guard
                !workload.isGolden
                    || MergeWorkload.digest(of: state.1) == MergeWorkload.goldenFinal
            else { throw BenchmarkFailure("replica \(number) has another digest") }
        }
    }

    private func expect(
        _ expected: [[String]], _ found: [[String]], at number: Int
    ) throws {
        let cells = expected.indices.flatMap { item in
            expected[item].indices.map { (item: item, field: $0) }
        }
        let wrong = cells.filter { expected[$0.item][$0.field] != found[$0.item][$0.field] }
        guard let first = wrong.first else { return }
        throw BenchmarkFailure(
            "replica \(number) does not read as the last writers wrote: \(wrong.count) cells, "
                + "first \(MergeWorkload.fields[first.field]) of "
                + "\(MergeWorkload.name(of: first.item)), "
                + "'\(found[first.item][first.field])' in the place of "
                + "'\(expected[first.item][first.field])'")
    }
}
