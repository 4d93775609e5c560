import Causality
import SyncProtocol

extension Ping: MessageBody {
    static let type = MessageType.ping

    func write(to writer: inout CanonicalWriter) { writer.number(UInt64(number)) }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        self.init(number: try reader.number32())
    }
}
