/// The outside world as a sync sees it: time and randomness, handed in.
package struct SyncEnvironment: Sendable {
    /// Milliseconds since 1970.
    package let wallMilliseconds: @Sendable () -> UInt64
    /// So many fresh random bytes.
    package let randomBytes: @Sendable (Int) -> [UInt8]

    package init(
        wallMilliseconds: @escaping @Sendable () -> UInt64,
        randomBytes: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.wallMilliseconds = wallMilliseconds
        self.randomBytes = randomBytes
    }

    var randomNumber: UInt64 { randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
