package import Causality

/// Carries everything that is whole out of a damaged store into a fresh one.
///
/// Each run is judged anew by its own bytes, as if it came from a stranger: a wrong column heals, a
/// broken run stays behind. What hangs on a broken run stays behind too until a hub has sent that one
/// again; then the same salvage takes the rest. So the damaged file is kept until nothing is left.
package enum LogSalvage {
    /// Gaps this long among the positions are the end of a store that cannot say where it ends.
    private static let absentRunsMax: UInt64 = 4_096

    package struct Outcome: Hashable, Sendable {
        /// Runs of which something was carried over.
        package internal(set) var carried: UInt64 = 0
        /// Runs that were there already, from an earlier salvage or from a hub.
        package internal(set) var heldOwn: UInt64 = 0
        /// Positions whose runs hang on something that is lost: they are carried once it is back.
        package internal(set) var waiting: [UInt64] = []
        /// Positions whose runs cannot be read, or are no longer what was sealed.
        package internal(set) var lost: [UInt64] = []
        /// Names whose values could not be read.
        package internal(set) var lostNames: [String] = []

        /// The sequences of own unsealed changes that were lost: nobody else has those.
        package internal(set) var lostOwn: [UInt64] = []
        /// Own unsealed changes that hang on something lost; they can be kept under another name.
        package internal(set) var loose: [Change] = []
        /// The sequence up to which their stream is held.
        package internal(set) var held: UInt64 = 0

        /// Says whether the damaged store has nothing more to give.
        package var isComplete: Bool { waiting.isEmpty }
    }

    /// Salvages in the caller's transaction on `target`; `anchored` is the newest own change as the
    /// anchor remembers it.
    @discardableResult
    package static func salvage(
        _ source: any HistoryStore, into target: any HistoryStore, anchored: VectorEntry? = nil
    ) throws -> Outcome {
        var outcome = try carryRuns(of: source, into: target)
        try carrySeals(source, target)
        if outcome.isComplete { try carryOwnChanges(source, target, anchored, &outcome) }
        for name in (try? source.names()) ?? [] where try target.value(named: name) == nil {
            do {
                try target.set(try source.value(named: name), named: name)
            } catch {
                outcome.lostNames.append(name)
            }
        }
        return outcome
    }

    /// Carries over the runs alone, to learn what a hub has to send.
    package static func carryRuns(
        of source: any HistoryStore, into target: any HistoryStore
    ) throws -> Outcome {
        var outcome = Outcome()
        let end = (try? source.position().count) ?? 0
        var count: UInt64 = 0
        var absent: UInt64 = 0
        while count < end || absent < absentRunsMax {
            count += 1
            guard let encoded = (try? source.encodedRun(at: count)) ?? nil,
                let batch = try? source.coding.decode(encoded)
            else {
                absent += 1
                if count <= end { outcome.lost.append(count) }
                continue
            }
            absent = 0
            switch try Admission.admit(batch, into: target, isEnrolled: { _ in true }) {
            case .admitted: outcome.carried += 1
            case .duplicate: outcome.held += 1
            case .missing: outcome.waiting.append(count)
            case .refused: outcome.lost.append(count)
            }
        }
        return outcome
    }

    private static func carrySeals(
        _ source: any HistoryStore, _ target: any HistoryStore
    ) throws {
        var lookup = HistoryLookup(target)
        for stream in try target.streams() {
            guard let birth = try target.birth(of: stream) else { continue }
            for seal in (try? source.seals(of: stream)) ?? []
            where seal.isGenuine(workspace: target.workspace, stream: stream, birth: birth) {
                guard try lookup.place(of: VectorEntry(stream, seal.head)) != nil else {
                    continue
                }
                try target.keep(seal, of: stream)
            }
        }
    }

    /// Own changes were never sent, so nobody can send them again: each goes over that its chain proves.
    private static func carryOwnChanges(
        _ source: any HistoryStore, _ target: any HistoryStore, _ anchored: VectorEntry?,
        _ outcome: inout Outcome
    ) throws {
        guard try target.newestUnsealed() == nil else { return }
        let remains = try UnsealedRemains(of: source, above: target, anchored: anchored)
        outcome.lostOwn = remains.lost
        outcome.loose = remains.loose
        outcome.heldOwn = remains.held
        guard let first = remains.continuing.first else { return }
        if let birth = (try? source.birth(of: first.header.stream)) ?? nil {
            try target.mint(birth)
        }
        for change in remains.continuing {
            _ = try OwnStream(change.header.stream, in: target)
                .write(change.header, Array(change.operations), into: target)
        }
    }
}
