import Causality
import History
import SyncProtocol

/// What the simulation itself knows, beside all stores: the judge of what they hold.
struct Ledger {
    /// Every change that was ever written, by its link.
    private var written: [Link: Dot] = [:]
    private var linksOfDot: [Dot: Set<Link>] = [:]
    /// Streams whose device was copied or rewound: these may fork.
    private var forkable: Set<StreamID> = []
    /// What a hub has said is durable there.
    private var acknowledged: [Int: Set<VectorEntry>] = [:]
    /// For every position that a hub ever had: the one before it, and what lies there.
    private var positions: [Link: (before: Link, entry: VectorEntry)] = [:]
    private var digests: [Link: (digest: Link, holder: String)] = [:]
    /// What each store was last seen to hold, and how far each replica had read each hub.
    private var heads: [String: [VectorEntry]] = [:]
    private var cursors: [String: [HubID: HubCursor]] = [:]
    private(set) var violations: [Violation] = []

    mutating func blame(_ checker: Checker, _ detail: String) {
        violations.append(Violation(checker: checker, detail: detail))
    }

    var writtenCount: Int { written.count }

    mutating func wrote(_ change: Change, link: Link, by name: String) {
        written[link] = change.dot
        linksOfDot[change.dot, default: []].insert(link)
        if linksOfDot[change.dot, default: []].count > 1, !forkable.contains(change.dot.stream) {
            blame(.sequence, "\(name) wrote \(change.dot) a second time")
        }
    }

    mutating func mayFork(_ stream: StreamID) { forkable.insert(stream) }

    mutating func hubAcknowledged(_ entries: [VectorEntry], hub: Int) {
        acknowledged[hub, default: []].formUnion(entries)
    }

    /// A hub that is restored from a backup forgets what it said; the replicas do not.
    mutating func hubRestored(_ hub: Int) { acknowledged[hub] = [] }

    mutating func hubStored(_ entry: VectorEntry, at position: LogPosition, after: Link) {
        positions[position.hash] = (after, entry)
    }

    // Judging

    mutating func checkAcknowledged(
        _ store: any HistoryStore, hub: Int, name: String
    ) throws {
        var lookup = HistoryLookup(store)
        for entry in (acknowledged[hub] ?? []).sorted()
        where try lookup.place(of: entry) == nil {
            blame(.kept, "\(name) acknowledged \(entry) and has it no more")
        }
    }

    /// Everything that was ever acknowledged by any hub, whatever became of that hub.
    mutating func checkEverythingWritten(
        _ links: Set<Link>, lost: Set<Link>, name: String
    ) {
        for (link, dot) in written where !links.contains(link) && !lost.contains(link) {
            blame(.kept, "\(name) lacks \(dot) in the end")
            return
        }
    }

    mutating func checkGenuine(_ links: Set<Link>, name: String) {
        for link in links.sorted() where written[link] == nil {
            blame(.forgery, "\(name) holds \(link.description.prefix(8)), which nobody wrote")
            return
        }
    }

    mutating func checkCursor(
        _ position: LogPosition, in store: any HistoryStore, name: String
    ) throws {
        var lookup = HistoryLookup(store)
        var hash = position.hash
        while hash != .origin {
            guard let step = positions[hash] else {
                return blame(.cursor, "\(name) has a cursor that no hub ever gave")
            }
            guard try lookup.place(of: step.entry) != nil else {
                return blame(
                    .cursor, "\(name) is at \(position.count) and lacks \(step.entry)")
            }
            hash = step.before
        }
    }

    /// What was held is held: vectors only grow, unless a store was put back from an older copy.
    mutating func checkMonotone(_ store: any HistoryStore, name: String) throws {
        var lookup = HistoryLookup(store)
        let vector = try store.vector()
        let known = heads[name] ?? []
        for entry in known where try lookup.place(of: entry) == nil {
            blame(.monotone, "\(name) held \(entry) and holds it no more")
            break
        }
        let reached = Dictionary(grouping: vector, by: \.stream)
        for (stream, before) in Dictionary(grouping: known, by: \.stream) {
            let now = reached[stream] ?? []
            let isShorter = (now.map(\.sequence).max() ?? 0) < before.map(\.sequence).max() ?? 0
            if isShorter || now.count < before.count {
                blame(.monotone, "\(name) says it holds less of \(stream) than before")
            }
        }
        heads[name] = vector
    }

    /// A cursor goes back only by way of a new epoch.
    mutating func checkMonotone(_ cursor: HubCursor, name: String) {
        if let known = cursors[name]?[cursor.hub], known.epoch == cursor.epoch,
            cursor.position.count < known.position.count
        {
            blame(
                .monotone,
                "\(name) was at \(known.position.count) of a hub and is at "
                    + "\(cursor.position.count)")
        }
        cursors[name, default: [:]][cursor.hub] = cursor
    }

    /// Forgets what a store held, where an older copy takes its place.
    mutating func putBack(_ name: String) {
        heads[name] = nil
        cursors[name] = nil
    }

    mutating func checkDigest(_ state: Link, at log: Link, name: String) {
        if let known = digests[log] {
            if known.digest != state {
                blame(.equalDigests, "\(name) and \(known.holder) hold the same and differ")
            }
        } else {
            digests[log] = (state, name)
        }
    }

    /// Walks a store in its order: everything after what it depends on, and hanging on its chain.
    mutating func checkOrder(
        _ store: any HistoryStore, name: String
    ) throws -> Set<Link> {
        var held: Set<VectorEntry> = []
        var links: Set<Link> = []
        for run in try store.runs(after: 0, byteLimit: .max) {
            let changes = try store.coding.changes(of: run.batch)
            var previous = run.batch.previous
            for change in changes {
                let sequence = change.header.sequence
                let stream = change.header.stream
                let lacks = change.header.dependencies.first { !held.contains($0) }
                if let lacks {
                    blame(.causal, "\(name) stored \(change.dot) before \(lacks)")
                }
                if sequence > 1,
                    !held.contains(VectorEntry(stream, sequence - 1, previous))
                {
                    blame(.causal, "\(name) stored \(change.dot) before its previous one")
                }
                previous = Chain.link(after: previous, change)
                held.insert(VectorEntry(stream, sequence, previous))
                links.insert(previous)
            }
        }
        return links
    }
}
