import Causality

/// A message as canonical bytes: what follows the type in its frame.
protocol MessageBody {
    static var type: MessageType { get }

    func write(to writer: inout CanonicalWriter)

    init(reading reader: inout CanonicalReader) throws(CanonicalError)
}
