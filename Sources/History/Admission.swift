internal import Causality

/// Decides what becomes of an offered batch, by what the store holds and by nothing else.
///
///     offered ─▶ formed? ─▶ chained? ─▶ named and sealed? ─▶ enrolled? ─▶ previous held? ─▶ novel?
///                   │          │               │                │              │             │
///                refused    refused         refused          refused        missing      duplicate
///                                    ─▶ dependencies held? ─▶ appended under the names of its branch
///                                               │
///                                            missing
///
/// Called inside the caller's transaction: it makes one write at the end, so a throw leaves nothing.
package enum Admission {
    package static func admit(
        _ batch: Batch, into store: any HistoryStore, isEnrolled: ([UInt8]) -> Bool
    ) throws -> AdmissionOutcome {
        let run: VerifiedRun
        do {
            run = try verify(batch, against: store, isEnrolled: isEnrolled)
        } catch let outcome as Verdict {
            return outcome.outcome
        }
        return try append(run, to: store)
    }

    /// Appends a run whose chain and seal are known to be good.
    package static func append(
        _ run: VerifiedRun, to store: any HistoryStore
    ) throws -> AdmissionOutcome {
        let batch = run.batch
        var lookup = HistoryLookup(store)
        let base = VectorEntry(batch.stream, batch.first - 1, batch.previous)
        guard let place = try lookup.place(of: base) else {
            let dependencies = try missingDependencies(of: run.changes[...], in: &lookup)
            return .missing(([base] + dependencies).sorted())
        }
        let held = try heldCount(of: run, in: &lookup)
        guard held < run.changes.count else {
            return try keepSeal(of: batch, in: store)
        }
        let missing = try missingDependencies(of: run.changes.dropFirst(held), in: &lookup)
        guard missing.isEmpty else { return .missing(missing) }

        var after = place
        let hang = run.head(before: held)
        if held > 0 {
            guard let place = try lookup.place(of: VectorEntry(batch.stream, hang)) else {
                throw HistoryError.chainBroken(VectorEntry(batch.stream, hang))
            }
            after = place
        }
        let tail = run.dropping(held)
        let effective = try effectiveStamps(of: tail.changes, after: after, hang, in: &lookup)
        return try attach(tail, effective, on: hang, after, in: store, &lookup)
    }

    // Verifying what the batch says of itself

    /// What ends the verification early, carried as an error so that the accepted runs straight on.
    private struct Verdict: Error {
        let outcome: AdmissionOutcome
        init(_ refusal: Refusal) { outcome = .refused(refusal) }
        init(missing: [VectorEntry]) { outcome = .missing(missing) }
    }

    private static func verify(
        _ batch: Batch, against store: any HistoryStore, isEnrolled: ([UInt8]) -> Bool
    ) throws -> VerifiedRun {
        if let length = batch.encoded?.count, length > Limits.batchLengthMaxBytes {
            throw Verdict(.tooLarge)
        }
        let changes: [Change]
        do {
            changes = try store.coding.changes(of: batch)
        } catch {
            throw Verdict(error as? Refusal ?? .malformed)
        }
        guard changes.count <= Limits.changesPerBatchMax else { throw Verdict(.tooLarge) }
        guard let run = VerifiedRun(checking: batch, changes) else { throw Verdict(.malformed) }

        let known = try store.birth(of: batch.stream)
        if let birth = batch.birth, birth.stream(in: store.workspace) != batch.stream {
            throw Verdict(.wrongStreamName)
        }
        guard let birth = known ?? batch.birth else {
            guard batch.first > 1 else { throw Verdict(.malformed) }
            throw Verdict(
                missing: [VectorEntry(batch.stream, batch.first - 1, batch.previous)])
        }
        #if !RAILYARD_BUG_NO_SEAL_CHECK  // Trips `no forgery`.
            guard
                batch.seal.isGenuine(
                    workspace: store.workspace, stream: batch.stream, birth: birth)
            else { throw Verdict(.badSeal) }
        #endif
        guard isEnrolled(birth.publicKey) else { throw Verdict(.notEnrolled) }
        return run
    }

    // Placing it among what is held

    /// How many of the run's changes are held; they are its first ones, since links chain.
    private static func heldCount(
        of run: VerifiedRun, in lookup: inout HistoryLookup
    ) throws -> Int {
        var low = 0
        var high = run.changes.count
        while low < high {
            let middle = (low + high) / 2
            let head = run.head(before: middle + 1)
            if try lookup.place(of: VectorEntry(run.batch.stream, head)) != nil {
                low = middle + 1
            } else {
                high = middle
            }
        }
        #if RAILYARD_BUG_CUT_WRONG  // Trips `logs agree`: an overlap is kept twice.
            return low < run.changes.count ? 0 : low
        #else
            return low
        #endif
    }

    private static func missingDependencies(
        of changes: ArraySlice<Change>, in lookup: inout HistoryLookup
    ) throws -> [VectorEntry] {
        #if RAILYARD_BUG_DEPENDENCY_UNCHECKED  // Trips `causal delivery`.
            return []
        #else
            var missing: Set<VectorEntry> = []
            for index in changes.indices {
                for entry in changes[index].header.dependencies
                where try lookup.place(of: entry) == nil {
                    missing.insert(entry)
                }
            }
            return missing.sorted()
        #endif
    }

    private static func effectiveStamps(
        of changes: [Change], after place: ChangePlace, _ head: Head,
        in lookup: inout HistoryLookup
    ) throws -> [UInt64] {
        var stamps: [UInt64] = []
        stamps.reserveCapacity(changes.count)
        var previous: UInt64? = head.sequence == 0 ? nil : place.effective
        for index in changes.indices {
            var dependencies: [UInt64] = []
            for entry in changes[index].header.dependencies {
                if let place = try lookup.place(of: entry) { dependencies.append(place.effective) }
            }
            let effective = EffectiveStamp.of(
                stamp: changes[index].header.stamp.raw, previous: previous,
                dependencies: dependencies)
            stamps.append(effective)
            previous = effective
        }
        return stamps
    }

    private static func keepSeal(
        of batch: Batch, in store: any HistoryStore
    ) throws -> AdmissionOutcome {
        try store.keep(batch.seal, of: batch.stream)
        return .duplicate
    }

    private static func attach(
        _ tail: VerifiedRun, _ effective: [UInt64], on hang: Head, _ place: ChangePlace,
        in store: any HistoryStore, _ lookup: inout HistoryLookup
    ) throws -> AdmissionOutcome {
        let stream = tail.batch.stream
        let lineage = try store.lineage(of: stream) ?? Lineage(stream: stream)
        let inside = lineage.segment(named: place.branch)?.tip != hang
        let continuation = inside ? try lookup.successor(of: VectorEntry(stream, hang)) : nil
        guard let start = tail.links.first, let last = effective.last else {
            throw HistoryError.outOfOrder
        }
        let extended = try LineageExtension(
            lineage, hanging: start, on: hang, effective: place.effective, in: place.branch,
            continuation: continuation, tip: tail.batch.entry.head, tipEffective: last)
        var raised: [UInt64: UInt64] = [:]
        var admitted: [AdmittedChange] = []
        admitted.reserveCapacity(tail.changes.count)
        for index in tail.changes.indices {
            if effective[index] != tail.changes[index].header.stamp.raw {
                raised[tail.changes[index].header.sequence] = effective[index]
            }
            admitted.append(
                AdmittedChange(
                    change: tail.changes[index], link: tail.links[index], branch: extended.branch,
                    effective: effective[index]))
        }
        let position = try store.append(
            tail.batch, raisedStamps: raised, lineage: extended.lineage)
        return .admitted(admitted, position: position, forked: extended.fork)
    }
}
