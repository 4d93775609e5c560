import Foundation

/// A folder on the disk for the length of one run: `BENCH_TMP`, else the system's.
struct Scratch {
    let path: String

    init() throws {
        let root = ProcessInfo.processInfo.environment["BENCH_TMP"] ?? NSTemporaryDirectory()
        path = root + "/railyard-bench-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
