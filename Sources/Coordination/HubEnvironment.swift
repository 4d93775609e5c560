internal import SyncProtocol

/// The outside world as a hub sees it: time, randomness and room on the disk, handed in.
package struct HubEnvironment: Sendable {
    /// Milliseconds since 1970.
    package let wallMilliseconds: @Sendable () -> UInt64
    /// So many fresh random bytes.
    package let randomBytes: @Sendable (Int) -> [UInt8]
    /// The free bytes of the file system that holds a path; nil where that cannot be told.
    package var freeBytes: @Sendable (String) -> UInt64?

    package init(
        wallMilliseconds: @escaping @Sendable () -> UInt64,
        randomBytes: @escaping @Sendable (Int) -> [UInt8],
        freeBytes: @escaping @Sendable (String) -> UInt64? = FreeSpace.bytes
    ) {
        self.wallMilliseconds = wallMilliseconds
        self.randomBytes = randomBytes
        self.freeBytes = freeBytes
    }

    func epoch() -> HubEpoch {
        HubEpoch(rawValue: randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
