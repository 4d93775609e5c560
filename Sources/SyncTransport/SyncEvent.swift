package import SyncProtocol

/// What somebody who watches a sync hears.
package enum SyncEvent: Sendable {
    case connected(Welcome)
    /// So many changes came and are stored.
    case received(changes: UInt64)
    /// So many own changes were sealed and go out.
    case sealed(changes: UInt64)
    case caughtUp(CaughtUp)
    case refused(Refused)
    /// The session ended; the next attempt follows after a pause.
    case interrupted(TransportError, retryInMilliseconds: UInt64)
}
