import Causality
import History
import SyncProtocol

extension AllSent: MessageBody {
    static let type = MessageType.allSent

    func write(to writer: inout CanonicalWriter) { writer.number(count) }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        self.init(count: try reader.number(upTo: Limits.sequenceMax))
    }
}
