package import Causality

/// Finds single changes inside stored runs, decoding a run at most once.
///
/// The ends of runs and branches are found without decoding anything, and those are what
/// dependencies nearly always name. Lives as long as nothing is appended.
package struct HistoryLookup {
    /// Decoded changes that are kept at once: a few long runs, or thousands of short ones.
    private static let decodedChangesMax = 4 * Limits.changesPerBatchMax

    private let store: any HistoryStore
    private var decoded: [UInt64: DecodedRun] = [:]
    private var decodedChanges = 0
    private var lineages: [StreamID: Lineage] = [:]

    package init(_ store: any HistoryStore) { self.store = store }

    /// The place of a change that is held; nil for any other.
    ///
    /// Sequence 0 with the origin link is the place before every stream, and always there.
    package mutating func place(of entry: VectorEntry) throws -> ChangePlace? {
        if entry.sequence == 0 {
            guard entry.link == .origin else { return nil }
            return ChangePlace(branch: entry.stream, effective: 0)
        }
        guard let lineage = try lineage(of: entry.stream) else { return nil }
        if let segment = lineage.segments.first(where: { $0.tip == entry.head }) {
            return ChangePlace(branch: segment.name, effective: segment.tipEffective)
        }
        guard entry.sequence <= lineage.length,
            let found = try find(entry)
        else { return nil }
        let branch = try branch(of: entry.sequence, in: found.outline, lineage)
        return ChangePlace(branch: branch, effective: found.effective)
    }

    /// The links of all changes that bear this sequence, one a branch, ascending.
    package mutating func links(of stream: StreamID, at sequence: UInt64) throws -> [Link] {
        guard sequence > 0 else { return [.origin] }
        var links: Set<Link> = []
        for outline in try store.outlines(of: stream, from: sequence, through: sequence) {
            if outline.last == sequence {
                links.insert(outline.link)
            } else if let link = try run(outline).link(of: sequence) {
                links.insert(link)
            }
        }
        return links.sorted()
    }

    /// The link of some change that continues this one; nil where it is the end of its branch.
    package mutating func successor(of entry: VectorEntry) throws -> Link? {
        let next = entry.sequence + 1
        for outline in try store.outlines(of: entry.stream, from: next, through: next) {
            let run = try run(outline)
            if run.link(of: entry.sequence) == entry.link { return run.link(of: next) }
        }
        return nil
    }

    /// The head that an own unsealed change hangs on, found by trying those that bear its number.
    package mutating func base(of local: LocalChange) throws -> VectorEntry {
        let header = local.change.header
        for link in try links(of: header.stream, at: header.sequence - 1)
        where Chain.link(after: link, local.change) == local.link {
            return VectorEntry(header.stream, header.sequence - 1, link)
        }
        throw HistoryError.outOfOrder
    }

    /// The branch of a head that is held.
    package mutating func branch(after entry: VectorEntry) throws -> StreamID {
        guard let place = try place(of: entry) else { throw HistoryError.chainBroken(entry) }
        return place.branch
    }

    /// The branch that names the last change of a run.
    package mutating func branch(of outline: RunOutline) throws -> StreamID {
        guard let lineage = try lineage(of: outline.stream) else { return outline.stream }
        return try branch(of: outline.last, in: outline, lineage)
    }

    /// The first change of a branch of a forked stream; nil where it is not held.
    package mutating func beginning(
        of branch: Lineage.Segment, of stream: StreamID
    ) throws -> Change? {
        for outline in try store.outlines(of: stream, from: branch.first, through: branch.first) {
            let run = try run(outline)
            guard let index = run.index(of: branch.first) else { continue }
            let name = Lineage.branchName(of: stream, startingAt: run.links[index])
            if name == branch.name { return run.changes[index] }
        }
        return nil
    }

    /// The stored run at this position with its changes.
    package mutating func run(_ outline: RunOutline) throws -> DecodedRun {
        if let run = decoded[outline.count] { return run }
        guard let stored = try store.run(at: outline.count) else {
            throw HistoryError.runAbsent(outline.count)
        }
        let run = DecodedRun(
            outline: outline, changes: try store.coding.changes(of: stored.batch),
            raisedStamps: stored.raisedStamps)
        if decodedChanges + run.changes.count > Self.decodedChangesMax {
            decoded = [:]
            decodedChanges = 0
        }
        decoded[outline.count] = run
        decodedChanges += run.changes.count
        return run
    }

    private mutating func lineage(of stream: StreamID) throws -> Lineage? {
        if let lineage = lineages[stream] { return lineage }
        let lineage = try store.lineage(of: stream)
        lineages[stream] = lineage
        return lineage
    }

    private mutating func find(
        _ entry: VectorEntry
    ) throws -> (outline: RunOutline, effective: UInt64)? {
        let covering = try store.outlines(
            of: entry.stream, from: entry.sequence, through: entry.sequence)
        for outline in covering where outline.entry == entry {
            return (outline, outline.effective)
        }
        for outline in covering where outline.last > entry.sequence {
            let run = try run(outline)
            if let index = run.index(of: entry.sequence), run.links[index] == entry.link {
                return (outline, run.effective[index])
            }
        }
        return nil
    }

    /// Walks back from a change to the divergence that its branch begins with.
    private mutating func branch(
        of sequence: UInt64, in outline: RunOutline, _ lineage: Lineage
    ) throws -> StreamID {
        guard lineage.isForked else { return lineage.stream }
        let starts = Set(lineage.segments.dropFirst().map(\.first))
        var sequence = sequence
        var outline = outline
        while sequence > 0 {
            for start in starts.filter({ $0 >= outline.first && $0 <= sequence }).sorted(by: >) {
                guard let link = try run(outline).link(of: start) else { continue }
                let name = Lineage.branchName(of: lineage.stream, startingAt: link)
                if lineage.segments.contains(where: { $0.name == name }) { return name }
            }
            sequence = outline.first - 1
            guard sequence > 0 else { break }
            let before = VectorEntry(lineage.stream, sequence, outline.previous)
            guard let found = try find(before) else {
                throw HistoryError.chainBroken(before)
            }
            outline = found.outline
        }
        return lineage.stream
    }
}
