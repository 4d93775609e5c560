internal import Foundation

/// The environment of the real world.
///
/// `RAIL_CLOCK` (milliseconds since 1970, or a file that holds them) sets the wall clock, for tests and
/// transcripts.
package enum SystemHub {
    package static func environment() -> HubEnvironment {
        HubEnvironment(wallMilliseconds: clock(), randomBytes: random)
    }

    private static func clock() -> @Sendable () -> UInt64 {
        let setting = ProcessInfo.processInfo.environment["RAIL_CLOCK"]
        if let fixed = setting.flatMap({ UInt64($0) }) { return { fixed } }
        if let file = setting, file.hasPrefix("/") { return { read(file) } }
        return {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return UInt64(max(0, time.tv_sec)) * 1000 + UInt64(time.tv_nsec) / 1_000_000
        }
    }

    private static func read(_ file: String) -> UInt64 {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return UInt64(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    @Sendable private static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
