import Causality
import SyncProtocol

extension Credit: MessageBody {
    static let type = MessageType.credit

    func write(to writer: inout CanonicalWriter) { writer.number(UInt64(bytes)) }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        self.init(bytes: try reader.credit())
    }
}
