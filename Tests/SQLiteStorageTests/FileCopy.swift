import Foundation

/// Copies a database with its log, as `cp -r` of the directory would.
enum FileCopy {
    static func copy(_ source: String, to target: String) throws {
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: source + suffix) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: source + suffix))
            try bytes.write(to: URL(fileURLWithPath: target + suffix))
        }
    }
}
