internal import Foundation

/// Held for as long as a hub serves its directory; the kernel frees it however the process ends.
final class ServingLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock; nil where another process holds it.
    init?(_ directory: HubDirectory) throws(HubFailure) {
        let path = directory.servingPath
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw HubFailure(
                "notWritable",
                "\(path) cannot be opened (\(String(cString: strerror(errno)))).",
                hint: "Make the directory writable for your user.")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }

    /// Says whether some process serves this directory now.
    static func isHeld(_ directory: HubDirectory) -> Bool {
        let descriptor = open(directory.servingPath, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }
}
