/// The bounds of the storage floor.
package enum StorageLimits {
    /// Fifty processes that add one item each wait for 49 commits; a slow disk takes 100 ms for one.
    package static let lockWaitMaxMilliseconds = 15_000

    /// What a stranger's `sqlite3` may hold the file for before a command gives up.
    package static let busyWaitMaxMilliseconds = 5_000

    /// A log this long is copied back into the database: reading stays fast, and few commits pay for it.
    package static let walLengthMaxBytes = 4 << 20

    /// Whoever opens the file next while nobody else has it open reads the whole log that was left; so a
    /// short program leaves less of it than a long one lets grow.
    package static let walLeftMaxBytes = 256 << 10

    /// Pages of the database that one connection keeps, in KiB: a backlog of thousands of items.
    package static let pageCacheKibibytes = 16_384
}
