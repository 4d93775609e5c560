package import Causality

/// The port through which history is kept: sealed runs in order of arrival, and one's own unsealed changes.
///
/// Stores keep and find, they do not judge: `Admission` decides what is appended. Every method may be
/// called inside `transaction`; a store that fails throws and has changed nothing. All adapters pass
/// `HistoryStoreConformance`.
package protocol HistoryStore: AnyObject {
    var workspace: WorkspaceID { get }

    /// How this store turns runs into bytes and back.
    var coding: any BatchCoding { get }

    /// Runs a body atomically: either all that it stored is durable on return, or nothing of it happened.
    func transaction<Result>(_ body: () throws -> Result) throws -> Result

    /// All streams of which anything is held, ascending.
    func streams() throws -> [StreamID]

    /// How a stream's branches hang together; nil where nothing of the stream is held.
    func lineage(of stream: StreamID) throws -> Lineage?

    /// The lineages of all streams, ascending.
    func lineages() throws -> [Lineage]

    /// The key and nonce that name a stream; nil where its first change is not held.
    func birth(of stream: StreamID) throws -> StreamBirth?

    /// Appends a run at the next position and records the stream's lineage as it is with that run.
    ///
    /// Returned runs always have their bytes and need not have their changes: `coding` reads them.
    ///
    /// > Invariant: the run's changes are none that the store holds already, and the run ends where a
    /// > segment of the lineage does.
    @discardableResult
    func append(
        _ batch: Batch, raisedStamps: [UInt64: UInt64], lineage: Lineage
    ) throws -> LogPosition

    /// The position after the newest run.
    func position() throws -> LogPosition

    /// The position that had this count, nil beyond the end: what a cursor is compared with.
    func position(at count: UInt64) throws -> LogPosition?

    /// Runs after a position in their order, as many as fit `byteLimit` encoded bytes, at least one if any.
    func runs(after count: UInt64, byteLimit: Int) throws -> [StoredRun]

    /// The run that was stored at this position.
    func run(at count: UInt64) throws -> StoredRun?

    /// The bytes of the run at this position alone, readable where what is kept about it is damaged.
    func encodedRun(at count: UInt64) throws -> [UInt8]?

    /// Outlines of the runs after a position in their order, at most `limit` of them.
    func outlines(after count: UInt64, limit: Int) throws -> [RunOutline]

    /// Outlines of a stream's runs that hold some change from `first` to `last`, of any branch, in
    /// order of arrival.
    func outlines(
        of stream: StreamID, from first: UInt64, through last: UInt64
    ) throws -> [RunOutline]

    /// Records a further genuine seal of a change that is held.
    func keep(_ seal: Seal, of stream: StreamID) throws

    /// The further seals of a stream by head, beside those that its runs bear.
    func seals(of stream: StreamID) throws -> [Seal]

    // Own changes

    /// Records the name of a stream that is minted here.
    func mint(_ birth: StreamBirth) throws

    /// Appends a change of one's own, unsealed.
    func append(_ local: LocalChange) throws

    /// One's own unsealed changes, all of one stream, ascending.
    func unsealed() throws -> [LocalChange]

    /// One's own unsealed changes one by one, ascending, readable where some of them are damaged.
    func unsealedRows() throws -> [UnsealedRow]

    /// The newest of one's own unsealed changes: what the next one follows, without reading the others.
    func newestUnsealed() throws -> LocalChange?

    /// Takes own changes up to a sequence out of the unsealed ones: their sealed run was appended.
    func discardUnsealed(through sequence: UInt64) throws

    // Small named values: cursors, epoch, own identity

    func value(named name: String) throws -> [UInt8]?
    func set(_ value: [UInt8]?, named name: String) throws

    /// All names that have a value, ascending.
    func names() throws -> [String]
}

extension HistoryStore {
    package func encodedRun(at count: UInt64) throws -> [UInt8]? {
        try run(at: count)?.batch.encoded
    }

    package func unsealedRows() throws -> [UnsealedRow] {
        try unsealed().map { local in
            UnsealedRow(
                sequence: local.change.header.sequence, change: local.change, link: local.link)
        }
    }

    /// The runs of a stream that hold some change from `first` to `last`, of any branch, in order of
    /// arrival.
    package func runs(
        of stream: StreamID, from first: UInt64, through last: UInt64
    ) throws -> [StoredRun] {
        try outlines(of: stream, from: first, through: last).map { outline in
            guard let run = try run(at: outline.count) else {
                throw HistoryError.runAbsent(outline.count)
            }
            return run
        }
    }
}
