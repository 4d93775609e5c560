#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Railyard's own lock beside a database, held round every commit and every checkpoint.
///
/// SQLite 3.40 has a race between a commit that resets the log and a checkpoint that another process
/// starts; where both happen only under this lock, the two can never meet. The kernel frees the lock
/// of a process that is killed.
package struct FileLock: ~Copyable {
    private let descriptor: Int32
    private let path: String

    package init(path: String) throws(StorageError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let code: StorageError.Code =
                errno == EROFS || errno == EACCES || errno == EPERM ? .readOnly : .failing
            throw StorageError(
                errno == ENOSPC ? .full : code,
                "\(path) cannot be opened (\(String(cString: strerror(errno)))).",
                hint: "Make the directory writable for your user.")
        }
    }

    deinit { close(descriptor) }

    /// Takes the lock, waiting at most so long for other processes.
    package func acquire(withinMilliseconds limit: Int) throws(StorageError) {
        var waited = 0
        var pause = 1
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw StorageError(
                    .failing, "\(path) cannot be locked (\(String(cString: strerror(errno)))).",
                    hint: "Keep workspaces on a local file system that can lock files.")
            }
            guard waited < limit else {
                throw StorageError(
                    .busy, "Another program has been writing for \(limit / 1000) seconds.",
                    hint: "Wait for it to finish, or stop it; then run the command again.")
            }
            usleep(UInt32(pause * 1000))
            waited += pause
            pause = min(pause * 2, 8)
        }
    }

    package func release() { _ = flock(descriptor, LOCK_UN) }
}
