package import NIOCore

/// Cuts frames straight out of NIO's buffers, by the same rules as `FrameDecoder`.
package struct FrameBufferDecoder: NIOSingleStepByteToMessageDecoder {
    package typealias InboundOut = Frame

    /// Raised from `frameBeforeProofMaxBytes` to `frameMaxBytes` once both keys are proved.
    package var frameMaxBytes: Int

    package init(frameMaxBytes: Int = WireLimits.frameBeforeProofMaxBytes) {
        self.frameMaxBytes = frameMaxBytes
    }

    package mutating func decode(buffer: inout ByteBuffer) throws -> Frame? {
        guard
            let field = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self)
        else { return nil }
        let length = try Frame.length(field, limit: frameMaxBytes)
        guard buffer.readableBytes - Frame.prefixByteCount >= length else { return nil }
        buffer.moveReaderIndex(forwardBy: Frame.prefixByteCount)
        guard let type = buffer.readInteger(as: UInt8.self),
            let body = buffer.readBytes(length: length - 1)
        else { return nil }
        return Frame(type: type, body: body)
    }

    /// What is left when a connection ends inside a frame is dropped: its sender never learns of it.
    package mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> Frame? {
        try decode(buffer: &buffer)
    }
}
