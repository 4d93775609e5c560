import Foundation

/// Where the replicas of one test lie, for as long as somebody works at one of them.
final class TownFolder {
    let path = NSTemporaryDirectory() + "railyard-\(UUID().uuidString)"

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
