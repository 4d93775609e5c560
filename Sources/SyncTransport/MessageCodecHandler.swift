internal import NIOCore
internal import SyncProtocol
internal import SyncWire

/// Turns what arrives into messages and messages into what is sent, and counts the bytes of both.
///
///     bytes ─▶ frames ─▶ messages ─▶ session
///     bytes ◀─────────── frames ◀─── session
///
/// Before the proofs are good all frames together may have no more bytes than one may.
final class MessageCodecHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = Message
    typealias OutboundIn = Message
    typealias OutboundOut = ByteBuffer

    /// Set by the session once it knows who speaks.
    var isTrusted = false {
        didSet {
            frames.frameMaxBytes =
                isTrusted ? WireLimits.frameMaxBytes : WireLimits.frameBeforeProofMaxBytes
        }
    }
    private(set) var bytesSent: UInt64 = 0
    private(set) var bytesReceived: UInt64 = 0
    /// Bytes that were written and that the system has not taken yet.
    private(set) var unsentBytes = 0

    private let coding = MessageCoding()
    private var frames = FrameBufferDecoder()
    private var received = ByteBuffer()
    private var hasFailed = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasFailed else { return }
        var bytes = unwrapInboundIn(data)
        bytesReceived += UInt64(bytes.readableBytes)
        received.writeBuffer(&bytes)
        do {
            try decode(context)
            received.discardReadBytes()
            if received.readableBytes == 0 { received = ByteBuffer() }
        } catch {
            hasFailed = true
            received = ByteBuffer()
            context.fireErrorCaught(error)
        }
    }

    private func decode(_ context: ChannelHandlerContext) throws {
        while true {
            guard let frame = try frames.decode(buffer: &received) else { break }
            if let message = try coding.message(in: frame) {
                context.fireChannelRead(wrapInboundOut(message))
            }
        }
        #if !RAILYARD_BUG_STRANGER_FLOODS  // Trips `many small frames of a stranger`.
            guard isTrusted || bytesReceived <= SessionLimits.unauthenticatedMaxBytes else {
                throw WireError.tooLong(
                    Int(clamping: bytesReceived), limit: SessionLimits.unauthenticatedMaxBytes)
            }
        #endif
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let frame: Frame
        do {
            frame = try coding.frame(of: unwrapOutboundIn(data))
        } catch {
            promise?.fail(error)
            context.fireErrorCaught(error)
            return
        }
        var buffer = context.channel.allocator.buffer(capacity: frame.byteCount)
        buffer.writeInteger(UInt32(clamping: frame.body.count + 1))
        buffer.writeInteger(frame.type)
        buffer.writeBytes(frame.body)
        let length = frame.byteCount
        unsentBytes += length
        let written = promise ?? context.eventLoop.makePromise()
        let this = NIOLoopBound(self, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in
            this.value.unsentBytes -= length
            this.value.bytesSent += UInt64(length)
        }
        context.write(wrapOutboundOut(buffer), promise: written)
    }
}
