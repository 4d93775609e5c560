internal import NIOCore
package import SyncProtocol

/// Reaches a session from any thread: what is put in is done on its event loop, in order.
package struct SessionReference<Machine: SessionMachine & ~Copyable>: Sendable {
    /// Tells the sessions of one owner apart.
    package let number: UInt64
    private let eventLoop: any EventLoop
    private let handler: NIOLoopBound<SessionHandler<Machine>>

    init(number: UInt64, handler: SessionHandler<Machine>, on eventLoop: any EventLoop) {
        self.number = number
        self.eventLoop = eventLoop
        self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
    }

    /// Reports something to the machine; once the session has ended nothing comes of it.
    package func input(_ body: @escaping @Sendable (inout Machine) -> [Machine.Action]) {
        eventLoop.execute { handler.value.input(body) }
    }

    /// Reports something that the machine dates.
    package func input(
        _ body: @escaping @Sendable (inout Machine, SessionTime) -> [Machine.Action]
    ) {
        eventLoop.execute { handler.value.inputNow(body) }
    }
}
