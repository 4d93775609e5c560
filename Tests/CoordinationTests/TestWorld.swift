import Coordination
import Logging
import SimulationKit
import SyncTransport
import Synchronization

/// Time that stands still and randomness that repeats.
enum TestWorld {
    static let wall: UInt64 = 1_700_000_000_000

    private static let chance = Mutex(SplitMix64(seed: 1))

    @Sendable static func bytes(_ count: Int) -> [UInt8] {
        chance.withLock { $0.bytes(count) }
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
