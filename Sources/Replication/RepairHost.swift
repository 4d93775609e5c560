internal import Causality
internal import History
internal import SyncProtocol
internal import SyncTransport
internal import SyncWire

/// Reads the hub's whole log and keeps the runs that are damaged here; stores nothing.
///
/// To the hub it is a replica that holds nothing: what the damaged log says of itself is not to be trusted.
final class RepairHost: ReplicaSessionHost {
    private let nothing: InMemoryHistory
    private var lost: [VectorEntry: RunOutline] = [:]
    private(set) var found: [RunOutline: Batch] = [:]

    init(_ replica: Replica, lost outlines: Set<RunOutline>) {
        nothing = InMemoryHistory(workspace: replica.workspace, coding: ColumnarBatchCoding())
        for outline in outlines { lost[outline.entry] = outline }
    }

    func read<Result>(_ body: (any HistoryStore) throws -> Result) throws -> Result {
        try body(nothing)
    }

    func adopt(_ welcome: Welcome, clockOffsetMilliseconds: Int64) throws -> Standing {
        Standing(cursor: nil, vector: [], head: 0)
    }

    func seal() throws -> [Batch] { [] }

    func store(_ deliveries: [Delivery]) throws -> [Verdict] {
        for batch in deliveries.compactMap(\.batch) {
            guard let outline = lost[batch.entry], batch.first == outline.first else { continue }
            found[outline] = batch
        }
        return deliveries.map { _ in .durable(nil) }
    }

    func noteDurable(_ entries: [VectorEntry]) throws {}

    func noteRefusal(_ refused: Refused) throws {}

    func noteCaughtUp(_ caughtUp: CaughtUp, with hub: HubID) throws {}
}
