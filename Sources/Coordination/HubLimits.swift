/// The bounds on a hub; those on connections and sessions stand with them.
package enum HubLimits {
    /// Batches of all sessions that one transaction takes: beyond this waiting costs more than syncing.
    package static let commitBatchesMax = 4_096

    /// Their encoded bytes: one transaction stays shorter than anybody's patience.
    package static let commitBytesMax = 32 << 20

    /// Newest runs kept in memory, so that fan-out to many sessions reads nothing from the disk.
    package static let recentRunsMaxBytes = 8 << 20

    /// Encoded bytes that one device may bring, ever: ten years of a busy importer.
    package static let deviceMaxBytes: UInt64 = 16 << 30

    /// Below this much free space pushes are not taken, so that pulls and the registry go on.
    package static let freeSpaceMinBytes: UInt64 = 8 << 20

    /// How long a session may go on pulling after its push found no room.
    package static let fullDiskGraceMilliseconds = 2_000

    /// How long a drain waits for sessions to say goodbye: stopping takes less than a second.
    package static let drainMaxMilliseconds = 800

    /// Characters of a hub's name.
    package static let nameLengthMax = 64

    /// The first invite link stays open this long; later ones may ask for more.
    package static let inviteValidityMilliseconds: UInt64 = 7 * 24 * 3_600_000
}
