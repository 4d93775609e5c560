/// What a hub lets this session use; a replica keeps to the smaller of these and its own limits.
package struct GrantedLimits: Hashable, Sendable {
    /// Bytes of batches that may be on their way to the hub, unprocessed.
    package let creditBytes: UInt32
    /// The longest silence before the hub closes the connection.
    package let idleMaxMilliseconds: UInt32

    package init(
        creditBytes: UInt32 = SessionLimits.creditWindowBytes,
        idleMaxMilliseconds: UInt32 = SessionLimits.idleMaxMilliseconds
    ) {
        self.creditBytes = creditBytes
        self.idleMaxMilliseconds = idleMaxMilliseconds
    }
}
