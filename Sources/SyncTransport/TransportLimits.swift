internal import SyncProtocol
internal import SyncWire

/// The bounds on connections; those on what is said over them are `SessionLimits`.
package enum TransportLimits {
    /// The longest host name that DNS knows.
    package static let hostLengthMaxBytes = 253

    /// Host, port, workspace, key and secret with room to spare; a longer line is no link.
    package static let linkLengthMaxBytes = 512

    /// A hub on the other side of the world answers in half a second; a dropped packet costs one more.
    package static let connectMaxMilliseconds: Int64 = 5_000

    /// Below this nobody waits for room; one page of runs fits between the two marks.
    package static let writableLowBytes = 1 << 16

    /// Above this no further runs are read for a receiver.
    package static let writableHighBytes = 1 << 18

    /// What a receiver that takes nothing may make the sender hold: a batch, and answers to its questions.
    package static let unsentMaxBytes = 2 * WireLimits.frameMaxBytes

    /// A receiver that takes less than `stallMinBytes` in this time loses its connection.
    package static let stallMaxMilliseconds: Int64 = 30_000

    /// One kilobyte a second: below every line that a session makes sense on.
    package static let stallMinBytes = 30_720

    /// How long the last word may take to arrive before the connection is cut.
    package static let lingerMaxMilliseconds: Int64 = 1_000

    /// Connections at once; with what each may hold a hub stays below the system's file limit.
    package static let connectionsMax = 10_000

    /// Connections beyond those that hear a word before they are closed; a flood beyond hears none.
    package static let turnedAwayMax = 64

    /// New connections that wait to be accepted: a reconnect storm of a large team.
    package static let backlogMax = 1_024

    /// A sync that hears nothing new for so long ends, and says that it is not complete.
    package static let quietMaxMilliseconds: UInt64 = 60_000

    /// As above once only acknowledgements are awaited.
    package static let acknowledgeMaxMilliseconds: UInt64 = 15_000

    /// How often a live session looks whether other programs wrote changes.
    package static let pollMilliseconds: UInt64 = 500

    /// The first pause before trying again; doubled each time, with jitter.
    package static let backoffBaseMilliseconds: UInt64 = 250

    /// The longest pause: a hub that comes back is noticed within half a minute.
    package static let backoffMaxMilliseconds: UInt64 = 30_000

    /// Times that both log digests are compared before a sync says that they differ.
    package static let digestQueriesMax = 4

    /// A store of fewer changes never waits for more: it takes less time than the pause would.
    static let gatherMinChanges = SessionLimits.allSentMinChanges

    /// How long a store of many changes waits for more: about what the fewest that wait take to fold,
    /// and what a busy hub needs to admit one more large batch.
    static let gatherPauseMilliseconds: UInt64 = 500

    /// Errands after which a pause is over too: acknowledgements of a large upload come for minutes.
    static let gatherLettersMax = 16

    /// Pauses of one store: two seconds on a line that brings a little in each of them.
    static let gatherPausesMax = 8

    /// Three quarters of the window: beyond that the hub soon has no credit to send more with.
    static let gatherMaxBytes = 3 * Int(SessionLimits.creditGrainBytes)
}
