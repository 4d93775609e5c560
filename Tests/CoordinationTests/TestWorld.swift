import Coordination
import Logging
import SyncTransport
import Synchronization

/// Time that stands still and randomness that repeats.
enum TestWorld {
    static let wall: UInt64 = 1_700_000_000_000

    private static let drawn = Mutex<UInt64>(0)

    @Sendable static func bytes(_ count: Int) -> [UInt8] {
        let seed = drawn.withLock { drawn in
            drawn += 1
            return drawn
        }
        var state = seed &* 0x9e37_79b9_7f4a_7c15
        return (0..<count).map { _ in
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return UInt8(truncatingIfNeeded: (state &* 0x2545_f491_4f6c_dd1d) >> 56)
        }
    }

    static var sync: SyncEnvironment {
        SyncEnvironment(wallMilliseconds: { wall }, randomBytes: bytes)
    }

    static func hub(
        freeBytes: @escaping @Sendable (String) -> UInt64? = { _ in nil },
        wall: UInt64 = TestWorld.wall
    ) -> HubEnvironment {
        HubEnvironment(
            wallMilliseconds: { wall }, randomBytes: bytes, freeBytes: freeBytes)
    }

    static var silent: Logger {
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        return logger
    }
}
