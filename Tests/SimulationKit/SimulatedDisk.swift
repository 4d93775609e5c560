import Causality
import History

/// A store that can crash: whatever transaction is under way then never happened, all before it did.
///
/// Hosts keep what they have not committed yet in memory of their own, which a crash empties too; so
/// an un-synced write is lost by a crash and by nothing else.
final class SimulatedDisk: HistoryStore {
    /// Thrown where the power goes out.
    struct PowerCut: Error {}

    let kept: InMemoryHistory
    private var depth = 0
    /// Transactions until the power goes out, before the last of them commits; nil for never.
    var transactionsUntilCut: Int?

    init(_ kept: InMemoryHistory) { self.kept = kept }

    func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        guard depth == 0 else { return try body() }
        depth = 1
        defer { depth = 0 }
        return try kept.transaction {
            let result = try body()
            if let left = transactionsUntilCut {
                transactionsUntilCut = left > 1 ? left - 1 : nil
                if left <= 1 { throw PowerCut() }
            }
            return result
        }
    }

    var workspace: WorkspaceID { kept.workspace }
    var coding: any BatchCoding { kept.coding }
    func streams() throws -> [StreamID] { try kept.streams() }
    func lineage(of stream: StreamID) throws -> Lineage? { try kept.lineage(of: stream) }
    func lineages() throws -> [Lineage] { try kept.lineages() }
    func birth(of stream: StreamID) throws -> StreamBirth? { try kept.birth(of: stream) }

    @discardableResult
    func append(
        _ batch: Batch, raisedStamps: [UInt64: UInt64], lineage: Lineage
    ) throws -> LogPosition {
        try kept.append(batch, raisedStamps: raisedStamps, lineage: lineage)
    }

    func position() throws -> LogPosition { try kept.position() }
    func position(at count: UInt64) throws -> LogPosition? { try kept.position(at: count) }

    func runs(after count: UInt64, byteLimit: Int) throws -> [StoredRun] {
        try kept.runs(after: count, byteLimit: byteLimit)
    }

    func run(at count: UInt64) throws -> StoredRun? { try kept.run(at: count) }

    func outlines(after count: UInt64, limit: Int) throws -> [RunOutline] {
        try kept.outlines(after: count, limit: limit)
    }

    func outlines(
        of stream: StreamID, from first: UInt64, through last: UInt64
    ) throws -> [RunOutline] {
        try kept.outlines(of: stream, from: first, through: last)
    }

    func keep(_ seal: Seal, of stream: StreamID) throws { try kept.keep(seal, of: stream) }
    func seals(of stream: StreamID) throws -> [Seal] { try kept.seals(of: stream) }
    func mint(_ birth: StreamBirth) throws { try kept.mint(birth) }
    func append(_ local: LocalChange) throws { try kept.append(local) }
    func unsealed() throws -> [LocalChange] { try kept.unsealed() }
    func newestUnsealed() throws -> LocalChange? { try kept.newestUnsealed() }

    func discardUnsealed(through sequence: UInt64) throws {
        try kept.discardUnsealed(through: sequence)
    }

    func names() throws -> [String] { try kept.names() }
    func value(named name: String) throws -> [UInt8]? { try kept.value(named: name) }
    func set(_ value: [UInt8]?, named name: String) throws {
        try kept.set(value, named: name)
    }
}
