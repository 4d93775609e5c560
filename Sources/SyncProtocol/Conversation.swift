/// How a session of either side waits, stays alive and ends.
package protocol Conversation: ~Copyable {
    associatedtype Action: SessionAction

    var isClosed: Bool { get }

    /// Drops whatever the present state holds: the session is closed from here on.
    mutating func becomeClosed()
}

extension Conversation where Self: ~Copyable {
    /// Ends the session for a reason of this side's.
    package mutating func close(_ reason: GoodbyeReason) -> [Action] {
        guard !isClosed else { return [] }
        becomeClosed()
        return [.send(.goodbye(Goodbye(reason: reason))), .close(reason)]
    }

    /// Ends the session as the other side asked.
    mutating func end(_ reason: GoodbyeReason) -> [Action] {
        guard !isClosed else { return [] }
        becomeClosed()
        return [.close(reason)]
    }

    /// Takes what is welcome while this side works on something: a ping, and the answer to one.
    mutating func waiting(_ message: Message) -> [Action] {
        if case .pong = message { return [] }
        guard case .ping(let ping) = message else { return close(.unexpectedMessage) }
        return [.send(.pong(Pong(number: ping.number)))]
    }

    mutating func keepAlive(_ order: KeepAlive.Order) -> [Action] {
        switch order {
        case .wait(let deadline): [.schedule(deadline)]
        case .ping(let ping, let deadline): [.send(.ping(ping)), .schedule(deadline)]
        case .giveUp: close(.silent)
        }
    }

    /// The strangers' clock: either the handshake is over by now, or it is looked at again when it must be.
    mutating func handshakeTick(at now: SessionTime, until end: UInt64) -> [Action] {
        now.steady >= end ? close(.handshakeTooSlow) : [.schedule(end)]
    }
}
