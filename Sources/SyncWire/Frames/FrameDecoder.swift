/// Cuts frames out of bytes as they arrive, in pieces of any length.
///
/// It never holds more than one frame's limit and one piece. After a thrown error the connection is
/// beyond repair: the decoder throws the same again.
package struct FrameDecoder: Sendable {
    /// Raised from `frameBeforeProofMaxBytes` to `frameMaxBytes` once both keys are proved.
    package var frameMaxBytes: Int

    private var buffer: [UInt8] = []
    private var start = 0
    private var failure: WireError?

    package init(frameMaxBytes: Int = WireLimits.frameBeforeProofMaxBytes) {
        self.frameMaxBytes = frameMaxBytes
    }

    /// The bytes that wait for the rest of their frame.
    package var pendingByteCount: Int { buffer.count - start }

    package mutating func append(_ bytes: some Collection<UInt8>) {
        guard failure == nil else { return }
        if start > 0 {
            buffer.removeSubrange(..<start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole frame; nil until more bytes are there.
    package mutating func next() throws(WireError) -> Frame? {
        if let failure { throw failure }
        guard pendingByteCount >= Frame.prefixByteCount else { return nil }
        var field: UInt32 = 0
        for offset in 0..<Frame.prefixByteCount {
            field = field << 8 | UInt32(buffer[start + offset])
        }
        let length: Int
        do throws(WireError) {
            length = try Frame.length(field, limit: frameMaxBytes)
        } catch {
            failure = error
            buffer = []
            start = 0
            throw error
        }
        let begin = start + Frame.prefixByteCount
        guard buffer.count - begin >= length else { return nil }
        let frame = Frame(
            type: buffer[begin], body: Array(buffer[(begin + 1)..<(begin + length)]))
        start = begin + length
        return frame
    }
}
