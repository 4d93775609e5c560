import Causality
import History
import SyncProtocol

/// Knows what a sync still waits for.
///
/// > Invariant: a sync is complete once the hub's log as of its beginning is stored here, and every
/// > own head, and the answer to every question, came back.
struct SyncProgress {
    private(set) var hasCaughtUp = false
    private var awaited: Set<VectorEntry> = []
    private var stopped: Set<StreamID> = []
    private var inviteNumbers: Set<UInt32>
    init(invites: [InviteRequest]) {
        inviteNumbers = Set(invites.map(\.number))
    }

    /// Says whether nothing is on its way any more, in either direction.
    var isQuiet: Bool { hasCaughtUp && awaited.isEmpty && inviteNumbers.isEmpty }

    /// Says whether only acknowledgements are awaited.
    var awaitsAcknowledgements: Bool { hasCaughtUp && !awaited.isEmpty }

    mutating func await(_ entries: some Sequence<VectorEntry>) {
        awaited.formUnion(entries.filter { !stopped.contains($0.stream) })
    }

    mutating func durable(_ entries: some Sequence<VectorEntry>) { awaited.subtract(entries) }

    mutating func refused(_ stream: StreamID) {
        stopped.insert(stream)
        awaited = awaited.filter { $0.stream != stream }
    }

    mutating func caughtUp() { hasCaughtUp = true }

    mutating func answered(_ answer: InviteAnswer) { inviteNumbers.remove(answer.number) }
}
