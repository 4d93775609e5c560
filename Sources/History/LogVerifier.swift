internal import Causality

/// Walks a whole log again and checks everything that hashes and seals can tell.
///
/// A database's own integrity check misses two thirds of the bits that flip; every byte of a run is
/// under its stream's chain, and the chain under a signature.
package struct LogVerifier {
    /// A verification in stretches, so that its memory stays that of a page.
    private static let outlinesPerPage = 1_024

    private let store: any HistoryStore
    private var lookup: HistoryLookup
    private var position = LogPosition.start
    private var ends: [StreamID: [VectorEntry: UInt64]] = [:]
    private var damage: [LogDamage] = []
    private let report: (UInt64) -> Void

    /// `report` hears how many runs were checked, for whoever shows progress.
    package static func damage(
        in store: any HistoryStore, report: @escaping (UInt64) -> Void = { _ in }
    ) throws -> [LogDamage] {
        var verifier = LogVerifier(store, report)
        try verifier.checkRuns()
        try verifier.checkLineages()
        try verifier.checkUnsealed()
        return verifier.damage
    }

    private init(_ store: any HistoryStore, _ report: @escaping (UInt64) -> Void) {
        self.store = store
        self.report = report
        lookup = HistoryLookup(store)
    }

    private mutating func checkRuns() throws {
        var expected: UInt64 = 1
        while true {
            let page = try store.outlines(
                after: expected - 1, limit: Self.outlinesPerPage)
            guard !page.isEmpty else { return }
            for outline in page {
                while expected < outline.count {
                    damage.append(.runAbsent(expected))
                    expected += 1
                }
                check(outline)
                expected = outline.count + 1
            }
            report(expected - 1)
        }
    }

    private mutating func check(_ outline: RunOutline) {
        ends[outline.stream, default: [:]][outline.entry] = outline.effective
        let stored: StoredRun
        let changes: [Change]
        do {
            guard let run = try store.run(at: outline.count) else {
                damage.append(.runAbsent(outline.count))
                return
            }
            stored = run
            changes = try store.coding.changes(of: run.batch)
        } catch {
            damage.append(.unreadable(outline))
            position = (try? store.position(at: outline.count)) ?? position
            return
        }
        checkPosition(stored, outline)
        guard let run = VerifiedRun(checking: stored.batch, changes) else {
            damage.append(.chainBroken(outline))
            return
        }
        checkSeal(stored.batch, outline)
        checkStamps(run, stored, outline)
    }

    /// The running hash is taken up where it stands, so that one wrong row is one damage and not all.
    private mutating func checkPosition(_ stored: StoredRun, _ outline: RunOutline) {
        if position.advanced(by: stored.batch.entry) != stored.position {
            damage.append(.positionWrong(outline))
        }
        position = stored.position
    }

    private mutating func checkSeal(_ batch: Batch, _ outline: RunOutline) {
        let birth = (try? store.birth(of: batch.stream)) ?? batch.birth
        let isGenuine =
            birth.map {
                batch.seal.isGenuine(
                    workspace: store.workspace, stream: batch.stream, birth: $0)
            } ?? false
        if !isGenuine { damage.append(.sealForged(outline)) }
    }

    private mutating func checkStamps(
        _ run: VerifiedRun, _ stored: StoredRun, _ outline: RunOutline
    ) {
        let base = VectorEntry(run.batch.stream, run.head(before: 0))
        guard let place = try? lookup.place(of: base) else {
            damage.append(.looseEnd(outline))
            return
        }
        var previous = base.sequence == 0 ? nil : place.effective
        for change in run.changes {
            var dependencies: [UInt64] = []
            for entry in change.header.dependencies {
                guard let place = try? lookup.place(of: entry) else {
                    damage.append(.looseEnd(outline))
                    return
                }
                dependencies.append(place.effective)
            }
            let stamp = change.header.stamp.raw
            let effective = EffectiveStamp.of(
                stamp: stamp, previous: previous, dependencies: dependencies)
            guard (stored.raisedStamps[change.header.sequence] ?? stamp) == effective else {
                damage.append(.stampsWrong(outline))
                return
            }
            previous = effective
        }
        if previous != outline.effective { damage.append(.stampsWrong(outline)) }
    }

    /// Every end of a branch is the end of a run, and every run's end lies on some branch.
    private mutating func checkLineages() throws {
        let lineages = try store.lineages()
        for lineage in lineages {
            let known = ends[lineage.stream] ?? [:]
            let isWrong =
                !lineage.leaves.allSatisfy { leaf in
                    known[VectorEntry(lineage.stream, leaf.tip)] == leaf.tipEffective
                }
                || known.keys.contains { (try? lookup.place(of: $0)) == nil }
            if isWrong { damage.append(.lineageWrong(lineage.stream)) }
        }
        for stream in ends.keys.sorted() where !lineages.contains(where: { $0.stream == stream }) {
            damage.append(.lineageWrong(stream))
        }
    }

    private mutating func checkUnsealed() throws {
        let remains = try UnsealedRemains(of: store, above: store)
        let broken = (remains.lost + remains.healed).sorted()
        let loose = broken.isEmpty ? remains.loose.prefix(1).map(\.header.sequence) : []
        damage += (broken + loose).map { .unsealedBroken($0) }
    }
}
