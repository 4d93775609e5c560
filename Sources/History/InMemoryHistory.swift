package import Causality

/// The twin of the SQLite store: the same promises, kept in memory, rolled back by keeping a copy.
package final class InMemoryHistory: HistoryStore {
    /// All that is stored; copying it is the transaction.
    private struct Contents {
        var runs: [Kept] = []
        var runsOfStream: [StreamID: [Int]] = [:]
        var births: [StreamID: StreamBirth] = [:]
        var lineages: [StreamID: Lineage] = [:]
        var seals: [StreamID: Set<Seal>] = [:]
        var unsealed: [LocalChange] = []
        var values: [String: [UInt8]] = [:]
    }

    private struct Kept {
        let run: StoredRun
        let outline: RunOutline
    }

    package let workspace: WorkspaceID
    package let coding: any BatchCoding
    private var contents = Contents()

    package init(workspace: WorkspaceID, coding: any BatchCoding = RowBatchCoding()) {
        self.workspace = workspace
        self.coding = coding
    }

    /// A copy as it is now: a backup, a cloned disk.
    package init(copying other: InMemoryHistory) {
        workspace = other.workspace
        coding = other.coding
        contents = other.contents
    }

    package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        let before = contents
        do {
            return try body()
        } catch {
            contents = before
            throw error
        }
    }

    package func streams() throws -> [StreamID] { contents.lineages.keys.sorted() }

    package func lineage(of stream: StreamID) throws -> Lineage? { contents.lineages[stream] }

    package func lineages() throws -> [Lineage] {
        contents.lineages.values.sorted { $0.stream < $1.stream }
    }

    package func birth(of stream: StreamID) throws -> StreamBirth? { contents.births[stream] }

    @discardableResult
    package func append(
        _ batch: Batch, raisedStamps: [UInt64: UInt64], lineage: Lineage
    ) throws -> LogPosition {
        guard let segment = lineage.segments.first(where: { $0.tip == batch.entry.head }) else {
            throw HistoryError.outOfOrder
        }
        let bytes = try coding.bytes(of: batch)
        let position = try position().advanced(by: batch.entry)
        var kept = batch
        kept.encoded = bytes
        let outline = RunOutline(
            count: position.count, stream: batch.stream, first: batch.first, last: batch.last,
            previous: batch.previous, link: batch.link, effective: segment.tipEffective,
            length: bytes.count)
        // Changes are left out on purpose: whoever reads this twin decodes, as with every other store.
        let run = StoredRun(
            position: position, batch: kept.withoutChanges, raisedStamps: raisedStamps)
        contents.runsOfStream[batch.stream, default: []].append(contents.runs.count)
        contents.runs.append(Kept(run: run, outline: outline))
        contents.lineages[batch.stream] = lineage
        if let birth = batch.birth { contents.births[batch.stream] = birth }
        return position
    }

    package func position() throws -> LogPosition {
        contents.runs.last?.run.position ?? .start
    }

    package func position(at count: UInt64) throws -> LogPosition? {
        count == 0 ? .start : try run(at: count)?.position
    }

    package func runs(after count: UInt64, byteLimit: Int) throws -> [StoredRun] {
        var runs: [StoredRun] = []
        var length = 0
        for kept in contents.runs.dropFirst(Int(clamping: count)) {
            length += kept.outline.length
            guard runs.isEmpty || length <= byteLimit else { break }
            runs.append(kept.run)
        }
        return runs
    }

    package func run(at count: UInt64) throws -> StoredRun? {
        guard count > 0, count <= UInt64(contents.runs.count) else { return nil }
        return contents.runs[Int(count) - 1].run
    }

    package func outlines(after count: UInt64, limit: Int) throws -> [RunOutline] {
        contents.runs.dropFirst(Int(clamping: count)).prefix(limit).map(\.outline)
    }

    package func outlines(
        of stream: StreamID, from first: UInt64, through last: UInt64
    ) throws -> [RunOutline] {
        (contents.runsOfStream[stream] ?? []).map { contents.runs[$0].outline }
            .filter { $0.last >= first && $0.first <= last }
    }

    package func keep(_ seal: Seal, of stream: StreamID) throws {
        let covering = try outlines(
            of: stream, from: seal.head.sequence, through: seal.head.sequence)
        for outline in covering where outline.entry.head == seal.head {
            if try run(at: outline.count)?.batch.seal == seal { return }
        }
        contents.seals[stream, default: []].insert(seal)
    }

    package func seals(of stream: StreamID) throws -> [Seal] {
        (contents.seals[stream] ?? []).sorted {
            $0.head != $1.head
                ? $0.head < $1.head : $0.signature.lexicographicallyPrecedes($1.signature)
        }
    }

    package func mint(_ birth: StreamBirth) throws {
        contents.births[birth.stream(in: workspace)] = birth
    }

    package func append(_ local: LocalChange) throws {
        if let newest = contents.unsealed.last?.change.header {
            guard newest.stream == local.change.header.stream,
                newest.sequence + 1 == local.change.header.sequence
            else { throw HistoryError.outOfOrder }
        }
        contents.unsealed.append(local)
    }

    package func unsealed() throws -> [LocalChange] { contents.unsealed }

    package func newestUnsealed() throws -> LocalChange? { contents.unsealed.last }

    package func discardUnsealed(through sequence: UInt64) throws {
        contents.unsealed.removeAll { $0.change.header.sequence <= sequence }
    }

    package func value(named name: String) throws -> [UInt8]? { contents.values[name] }

    package func names() throws -> [String] { contents.values.keys.sorted() }

    package func set(_ value: [UInt8]?, named name: String) throws {
        contents.values[name] = value
    }
}
