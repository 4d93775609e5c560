import Causality

/// Numbers the streams that a batch refers to: its own is 0, others in the order of their first use.
struct LabelTable {
    private(set) var streams: [StreamID]
    private var numbers: [StreamID: Int]
    private var latest: (stream: StreamID, number: Int)

    init(own: StreamID) {
        streams = [own]
        numbers = [own: 0]
        latest = (own, 0)
    }

    /// The number of a stream, given now if it has none.
    mutating func number(of stream: StreamID) -> Int {
        if latest.stream == stream { return latest.number }
        let number = numbers[stream] ?? streams.count
        if number == streams.count {
            numbers[stream] = number
            streams.append(stream)
        }
        latest = (stream, number)
        return number
    }

    func write(to writer: inout CanonicalWriter) {
        for stream in streams.dropFirst() { writer.identifier(stream) }
    }
}
