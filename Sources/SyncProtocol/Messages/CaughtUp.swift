package import Causality
package import History

/// Says that everything up to a position of the hub's log has been sent, or was held already.
package struct CaughtUp: Hashable, Sendable {
    package let position: LogPosition
    /// The digest of the hub's log at this position, for comparing; absent where it only moves a cursor on.
    package let digest: Link?

    package init(position: LogPosition, digest: Link?) {
        self.position = position
        self.digest = digest
    }
}
