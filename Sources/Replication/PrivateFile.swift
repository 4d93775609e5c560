internal import Foundation

/// Small files that only their owner may read, replaced whole and made durable before anybody relies on them.
enum PrivateFile {
    static func read(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { Array($0) }
    }

    /// Writes beside, fsyncs, renames over, fsyncs the folder: old or new, never half.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try makeFolder(folder)
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path)
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw failure(path) }
        let parent = open(folder, O_RDONLY | O_CLOEXEC)
        guard parent >= 0 else { throw failure(path) }
        defer { close(parent) }
        guard fsync(parent) == 0 else { throw failure(path) }
    }

    /// Overwrites a file of unchanging length in place, which costs one fsync instead of three.
    static func overwrite(_ path: String, with bytes: [UInt8]) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return try replace(path, with: bytes) }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path)
        guard ftruncate(descriptor, off_t(bytes.count)) == 0, fdatasync(descriptor) == 0 else {
            throw failure(path)
        }
    }

    static func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            written += count
        }
    }

    private static func failure(_ path: String) -> ReplicaError {
        ReplicaError(
            .notPermitted, "\(path) cannot be written (\(String(cString: strerror(errno)))).",
            hint: "Make the folder writable for your user; XDG_STATE_HOME names another place.")
    }
}
