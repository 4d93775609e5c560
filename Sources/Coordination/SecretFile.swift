internal import Foundation

/// A small file that only its owner may read, replaced whole.
enum SecretFile {
    /// The text of a file; nil where there is none, or none that this user may read.
    static func read(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { bytes in
            String(decoding: bytes, as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    /// Writes beside, makes it durable, renames over: readers see the old text or the new.
    static func replace(_ path: String, with text: String) throws(HubFailure) {
        let draft = path + ".new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        let bytes = Array((text + "\n").utf8)
        let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count, fsync(descriptor) == 0, rename(draft, path) == 0 else {
            throw failure(path)
        }
    }

    /// Says whether others than the owner may read a file.
    static func isOpenToOthers(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let permissions = attributes?[.posixPermissions] as? Int ?? 0
        return permissions & 0o077 != 0
    }

    private static func failure(_ path: String) -> HubFailure {
        HubFailure(
            "notWritable", "\(path) cannot be written (\(String(cString: strerror(errno)))).",
            hint: "Make the directory writable for your user, or name another with --dir.")
    }
}
