import Causality
import SyncProtocol

extension StateReport: MessageBody {
    static let type = MessageType.stateReport

    func write(to writer: inout CanonicalWriter) { state.write(to: &writer) }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        self.init(try DigestAnswer.StateDigest(reading: &reader))
    }
}
