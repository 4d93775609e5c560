import Causality
import SyncProtocol

extension InviteAnswer: MessageBody {
    static let type = MessageType.inviteAnswer

    func write(to writer: inout CanonicalWriter) {
        writer.number(UInt64(number))
        writer.byte(outcome.rawValue)
    }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let number = try reader.number32()
        let tag = try reader.byte()
        guard let outcome = Outcome(rawValue: tag) else { throw .unknownTag(tag) }
        self.init(number: number, outcome: outcome)
    }
}
