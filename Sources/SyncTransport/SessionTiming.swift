/// The clock of sessions and how patient their connections are.
package struct SessionTiming: Sendable {
    /// Milliseconds since 1970, as right as this machine's clock is.
    package let wallMilliseconds: @Sendable () -> UInt64
    package var stallMaxMilliseconds = TransportLimits.stallMaxMilliseconds
    package var lingerMaxMilliseconds = TransportLimits.lingerMaxMilliseconds

    package init(wallMilliseconds: @escaping @Sendable () -> UInt64) {
        self.wallMilliseconds = wallMilliseconds
    }
}
