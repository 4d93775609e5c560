import Causality
import SyncProtocol

extension Missing: MessageBody {
    static let type = MessageType.missing

    func write(to writer: inout CanonicalWriter) { writer.wants(wants) }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        self.init(wants: try reader.wants())
    }
}
