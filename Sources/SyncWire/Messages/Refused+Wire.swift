import Causality
import History
import SyncProtocol

extension Refused: MessageBody {
    static let type = MessageType.refused

    func write(to writer: inout CanonicalWriter) {
        writer.identifier(stream)
        writer.number(sequence)
        writer.byte(reason.rawValue)
    }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let stream = try reader.identifier(StreamID.self)
        let sequence = try reader.number(upTo: Limits.sequenceMax)
        guard sequence > 0 else { throw .outOfRange }
        let tag = try reader.byte()
        guard let reason = Refusal(rawValue: tag) else { throw .unknownTag(tag) }
        self.init(stream: stream, sequence: sequence, reason: reason)
    }
}
