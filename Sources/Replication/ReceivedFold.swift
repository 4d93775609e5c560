internal import Causality
internal import GRDB
internal import History
internal import Projection
internal import ReleaseModel
internal import SQLiteStorage

/// What one transaction folds of the batches that it admits, taken in batch by batch.
///
/// A week of ten people is a hundred megabytes once decoded; so what is kept of a batch is what its
/// operations write, and its changes are gone before the next is decoded.
///
///     take ─▶ names resolved, waits at its document ─▶ finish ─▶ folded and written
///     take, a fork is known ─▶ kept ─▶ finish ─▶ folded by the names that the log gives then
///     take, a fork shows ─▶ dropped ─▶ finish ─▶ everything folded anew, since names changed
struct ReceivedFold {
    private let replica: Replica
    private let history: SQLiteHistory
    private let db: Database
    private let documents: ProjectedDocuments
    private var working: WorkingSet
    private var identity: ReplicaIdentity
    private let wall: UInt64
    /// Whether the log held a forked stream before.
    private let knewFork: Bool
    private var isForked = false
    private var isEmpty = true
    /// What came in while a fork is known: its branches may grow with every batch.
    private var kept: [AdmittedChange] = []

    /// Room is made for so many changes that batches say to hold; for what is beyond, as it comes.
    private static let changesExpectedMax: UInt64 = 200_000

    init(
        _ replica: Replica, _ history: SQLiteHistory, _ db: Database, expecting batches: [Batch]
    ) throws {
        self.replica = replica
        self.history = history
        self.db = db
        documents = ProjectedDocuments(db)
        working = WorkingSet(documents, schema: replica.environment.schema)
        let changes = batches.reduce(UInt64(0)) {
            min($0 + $1.changeCount, Self.changesExpectedMax)
        }
        working.expect(Int(changes))
        identity = try replica.identity(db)
        wall = replica.environment.clock()
        knewFork = try !ForkedStreams(in: history).isEmpty
    }

    /// Takes in what an admission brought.
    mutating func take(_ outcome: AdmissionOutcome) throws {
        guard case .admitted(let changes, _, let fork) = outcome else { return }
        #if !RAILYARD_BUG_FORK_UNNOTICED  // Trips `a copy nobody could notice forks the stream`.
            isForked = isForked || fork != nil
        #endif
        isEmpty = isEmpty && changes.isEmpty
        for place in changes.indices {
            identity.clock.fold(changes[place].change.header.stamp, atMilliseconds: wall)
        }
        if knewFork {
            kept += changes
        } else if !isForked {
            for place in changes.indices { try working.apply(changes[place]) }
        }
    }

    /// Folds and writes what was taken in; all anew where an admission showed a fork.
    mutating func finish() throws {
        guard !isEmpty else { return }
        if isForked {
            try replica.rebuild(db)
        } else if knewFork {
            try replica.fold(kept, try ForkedStreams(in: history), db)
        } else {
            try replica.projection(db, documents).save(&working)
            if working.touches(.card) { try replica.showForks(db) }
        }
        try replica.save(identity, db)
    }
}
