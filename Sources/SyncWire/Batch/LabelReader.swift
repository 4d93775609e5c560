import Causality

/// Gives back the streams that numbers stand for, and checks that they were numbered by first use.
struct LabelReader {
    private var streams: [StreamID]
    private var usedCount = 1

    init(own: StreamID, reading reader: CanonicalReader) throws(WireError) {
        streams = [own]
        var reader = reader
        var seen: Set<StreamID> = [own]
        do throws(CanonicalError) {
            while reader.remaining > 0 {
                let stream = try reader.identifier(StreamID.self)
                guard seen.insert(stream).inserted else { throw .unordered }
                streams.append(stream)
            }
        } catch {
            throw .malformed(error)
        }
    }

    mutating func stream(numbered number: UInt64) throws(WireError) -> StreamID {
        guard number < UInt64(streams.count) else { throw .malformed(.outOfRange) }
        let position = Int(number)
        #if !RAILYARD_BUG_DICTIONARY_ORDER  // Trips the checker `vector batch/streams_not_by_first_use`.
            guard position <= usedCount else { throw .notCanonical }
        #endif
        usedCount = max(usedCount, position + 1)
        return streams[position]
    }

    /// Confirms that no stream is listed which nothing refers to.
    func finish() throws(WireError) {
        guard usedCount == streams.count else { throw .notCanonical }
    }
}
