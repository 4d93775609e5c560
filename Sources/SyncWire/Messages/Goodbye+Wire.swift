import Causality
import SyncProtocol

extension Goodbye: MessageBody {
    static let type = MessageType.goodbye

    func write(to writer: inout CanonicalWriter) { writer.byte(reason.rawValue) }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let tag = try reader.byte()
        guard let reason = GoodbyeReason(rawValue: tag) else { throw .unknownTag(tag) }
        self.init(reason: reason)
    }
}
