internal import Causality
internal import History
internal import SyncProtocol

/// Knows which devices are bringing changes that the hub lacks, so that others need not guess.
///
///     let in ─▶ may bring anything ──said where it stands──▶ brings what it was asked for
///                                                               └─ all of it in the log, or refused ─▶ brings nothing
///
/// Only what was asked for at the beginning counts: of who stays and writes on, nothing is expected.
struct ExpectedChanges {
    /// By session, the streams of which it has more than the hub, with how far; nil before it said so.
    private var sessions: [UInt64: [StreamID: UInt64]?] = [:]
    /// How many of them are bringing something.
    private var bringers = 0

    /// Whether devices other than this session's are known to be bringing changes.
    func isMore(besides session: UInt64) -> Bool {
        bringers > (sessions[session].map(Self.isBringing) == true ? 1 : 0)
    }

    mutating func letIn(_ session: UInt64) {
        guard sessions[session] == nil else { return }
        replace(session, with: .some(nil))
    }

    /// What the hub asked for when the device had said where it stands.
    mutating func note(_ session: UInt64, brings wants: [Want]) {
        guard sessions[session] != nil else { return }
        let pairs = wants.map { ($0.entry.stream, $0.entry.sequence) }
        replace(session, with: .some(Dictionary(pairs, uniquingKeysWith: max)))
    }

    /// A batch is in the log, or never will be.
    mutating func note(_ session: UInt64, brought batch: Batch, isRefused: Bool) {
        guard case .some(.some(var streams)) = sessions[session],
            let last = streams[batch.stream], isRefused || last <= batch.last
        else { return }
        streams[batch.stream] = nil
        replace(session, with: .some(streams))
    }

    mutating func remove(_ session: UInt64) { replace(session, with: nil) }

    private mutating func replace(_ session: UInt64, with streams: [StreamID: UInt64]??) {
        if let old = sessions[session], Self.isBringing(old) { bringers -= 1 }
        if let streams, Self.isBringing(streams) { bringers += 1 }
        sessions[session] = streams
    }

    private static func isBringing(_ streams: [StreamID: UInt64]?) -> Bool {
        streams?.isEmpty != true
    }
}
