/// Notices a silent connection: pings after some silence, gives up after more.
///
/// One lazy timer: hearing something moves no deadline, the next tick looks when that was.
package struct KeepAlive: Hashable, Sendable {
    package enum Order: Equatable {
        case wait(until: UInt64)
        case ping(Ping, until: UInt64)
        case giveUp
    }

    private let idleMax: UInt64
    private var lastHeard: UInt64
    private var pings: UInt32 = 0

    package init(idleMaxMilliseconds: UInt32, at now: UInt64) {
        idleMax = UInt64(max(idleMaxMilliseconds, 1))
        lastHeard = now
    }

    package mutating func heard(at now: UInt64) { lastHeard = max(lastHeard, now) }

    package mutating func deadlinePassed(at now: UInt64) -> Order {
        let silence = now >= lastHeard ? now - lastHeard : 0
        guard silence < idleMax else { return .giveUp }
        let pingAfter = min(SessionLimits.pingAfterMilliseconds, idleMax / 3 + 1)
        guard silence >= pingAfter else { return .wait(until: lastHeard + pingAfter) }
        pings &+= 1
        return .ping(Ping(number: pings), until: min(now + pingAfter, lastHeard + idleMax))
    }
}
