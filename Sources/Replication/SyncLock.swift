internal import Foundation
internal import SQLiteStorage

/// Held while a replica exchanges with its hub; the kernel frees it however the process ends.
///
/// A hub keeps one session for each device, so a second sync would end the first in its middle. It
/// waits for one that soon ends, and its person is told of one that stays.
enum SyncLock {
    /// An ordinary exchange is over sooner; of a longer one whoever asks wants to hear.
    static let waitMaxMilliseconds = 5_000

    /// Runs a body under the lock; `stays` says that it goes on for as long as somebody watches.
    static func holding<Result>(
        _ paths: WorkspacePaths, stays: Bool = false, _ body: () throws -> Result
    ) throws -> Result {
        let lock = try FileLock(path: paths.syncLock)
        let note = URL(fileURLWithPath: paths.syncLock)
        try take(lock, isWatched: (try? Data(contentsOf: note)) == watchNote)
        defer { lock.release() }
        // In place, since the lock is on this file and not on its name.
        try (stays ? watchNote : Data()).write(to: note, options: [])
        return try body()
    }

    private static func take(_ lock: borrowing FileLock, isWatched: Bool) throws {
        do {
            try lock.acquire(withinMilliseconds: isWatched ? 0 : waitMaxMilliseconds)
        } catch let error where error.code == .busy {
            throw ReplicaError(
                .syncing, "Another sync of this workspace is running.",
                hint: isWatched
                    ? "It stays connected and sends what is written here; end it to sync by hand."
                    : "Sync again once it has ended.")
        }
    }

    private static let watchNote = Data("watch".utf8)
}
