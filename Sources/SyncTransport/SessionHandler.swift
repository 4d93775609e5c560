internal import NIOCore
internal import SyncProtocol
internal import SyncWire

/// Drives a session machine on its event loop: what arrives goes in, what comes out is carried out.
///
///     message, deadline, answer ─▶ machine ─▶ send · schedule · close
///                                     └────▶ errand ─▶ owner ─▶ answer
///
/// Errands that read runs wait while the receiver takes nothing, so a slow one costs a page of memory;
/// one that stalls for too long loses its connection and comes back to where its cursor is.
final class SessionHandler<Machine: SessionMachine & ~Copyable>: ChannelInboundHandler {
    typealias InboundIn = Message
    typealias OutboundOut = Message

    private var machine: Machine
    private let number: UInt64
    private let codec: MessageCodecHandler
    private let callbacks: SessionCallbacks<Machine>
    private let timing: SessionTiming
    /// Set where the other side is to hear one word and go: nobody owns such a session.
    private let farewell: GoodbyeReason?
    private var context: ChannelHandlerContext?
    private var reference: SessionReference<Machine>?
    private var deadline: Scheduled<Void>?
    private var stall: Scheduled<Void>?
    private var held: [Machine.Action] = []
    private var lastWrite: EventLoopFuture<Void>?
    /// Set once no more is to be said: what still arrives is dropped.
    private var isEnding = false
    private var saidGoodbye = false
    private var reason: GoodbyeReason?

    init(
        _ machine: consuming Machine, number: UInt64, codec: MessageCodecHandler,
        timing: SessionTiming, farewell: GoodbyeReason? = nil,
        callbacks: SessionCallbacks<Machine>
    ) {
        self.machine = machine
        self.farewell = farewell
        self.number = number
        self.codec = codec
        self.timing = timing
        self.callbacks = callbacks
    }

    // What happens on the channel

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        if let farewell { return input { $0.close(farewell) } }
        let reference = SessionReference(number: number, handler: self, on: context.eventLoop)
        self.reference = reference
        callbacks.opened(reference)
        let now = moment(context)
        input { $0.opened(at: now) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let message = unwrapInboundIn(data)
        let now = moment(context)
        input { $0.received(message, at: now) }
        codec.isTrusted = machine.receivableMaxBytes > SessionLimits.unauthenticatedMaxBytes
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            stall?.cancel()
            stall = nil
            release()
        } else {
            watchStall(context)
        }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? WireError else {
            context.close(promise: nil)
            return
        }
        switch error {
        case .tooLong, .inflation: input { $0.close(.tooLarge) }
        case .unencodable: input { $0.close(.internalFailure) }
        case .malformed, .notCanonical, .unknownLayout, .badCompression, .emptyFrame,
            .unknownMessage:
            input { $0.close(.malformed) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        isEnding = true
        deadline?.cancel()
        stall?.cancel()
        held = []
        self.context = nil
        let end = SessionEnd(
            reason: reason, bytesSent: codec.bytesSent, bytesReceived: codec.bytesReceived)
        if let reference { callbacks.ended(reference, end) }
        reference = nil
        context.fireChannelInactive()
    }

    // Driving the machine

    func input(_ body: (inout Machine) -> [Machine.Action]) {
        guard let context, !isEnding else { return }
        for action in body(&machine) { carryOut(action, context) }
        context.flush()
        codec.isTrusted = machine.receivableMaxBytes > SessionLimits.unauthenticatedMaxBytes
        if codec.unsentBytes > TransportLimits.unsentMaxBytes, !isEnding { cut(.slowReceiver) }
    }

    func inputNow(_ body: (inout Machine, SessionTime) -> [Machine.Action]) {
        guard let context else { return }
        let now = moment(context)
        input { body(&$0, now) }
    }

    private func carryOut(_ action: Machine.Action, _ context: ChannelHandlerContext) {
        switch Machine.step(for: action) {
        case .send(let message):
            if case .goodbye = message { saidGoodbye = true }
            let promise = context.eventLoop.makePromise(of: Void.self)
            lastWrite = promise.futureResult
            context.write(wrapOutboundOut(message), promise: promise)
        case .schedule(let time):
            schedule(at: time, context)
        case .close(let reason):
            end(reason, context)
        case .errand(let action, let whenWritable):
            if whenWritable, !context.channel.isWritable {
                held.append(action)
            } else if let reference {
                callbacks.errand(action, reference)
            }
        }
    }

    private func release() {
        guard let reference else { return }
        let ready = held
        held = []
        for action in ready { callbacks.errand(action, reference) }
    }

    // Time

    private func moment(_ context: ChannelHandlerContext) -> SessionTime {
        SessionTime(
            steady: context.eventLoop.now.uptimeNanoseconds / 1_000_000,
            wall: timing.wallMilliseconds())
    }

    private func schedule(at time: UInt64, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let now = moment(context).steady
        let wait = TimeAmount.milliseconds(Int64(clamping: time > now ? time - now : 0))
        let this = NIOLoopBound(self, eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: wait) { this.value.deadlinePassed() }
    }

    private func deadlinePassed() {
        guard let context else { return }
        let now = moment(context)
        input { $0.deadlinePassed(at: now) }
    }

    /// Looks again after a while; who took next to nothing meanwhile is cut off.
    private func watchStall(_ context: ChannelHandlerContext) {
        guard stall == nil, !isEnding else { return }
        let before = codec.bytesSent
        let this = NIOLoopBound(self, eventLoop: context.eventLoop)
        stall = context.eventLoop.scheduleTask(in: .milliseconds(timing.stallMaxMilliseconds)) {
            this.value.stallPassed(since: before)
        }
    }

    private func stallPassed(since before: UInt64) {
        stall = nil
        guard let context, !isEnding, !context.channel.isWritable else { return }
        guard codec.bytesSent - before >= UInt64(TransportLimits.stallMinBytes) else {
            cut(.slowReceiver)
            return
        }
        watchStall(context)
    }

    // Ending

    /// Lets the last word arrive: the sending half is shut first, the rest once the other side did too.
    private func end(_ reason: GoodbyeReason, _ context: ChannelHandlerContext) {
        guard !isEnding else { return }
        isEnding = true
        self.reason = reason
        deadline?.cancel()
        guard saidGoodbye, let lastWrite else {
            context.close(promise: nil)
            return
        }
        let this = NIOLoopBound(self, eventLoop: context.eventLoop)
        lastWrite.whenComplete { _ in
            this.value.context?.close(mode: .output, promise: nil)
        }
        context.eventLoop.scheduleTask(in: .milliseconds(timing.lingerMaxMilliseconds)) {
            this.value.context?.close(promise: nil)
        }
    }

    /// Ends at once, without a word that would not get through.
    private func cut(_ reason: GoodbyeReason) {
        isEnding = true
        self.reason = reason
        deadline?.cancel()
        context?.close(promise: nil)
    }
}
