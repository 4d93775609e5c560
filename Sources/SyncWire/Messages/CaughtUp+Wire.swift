import Causality
import SyncProtocol

extension CaughtUp: MessageBody {
    static let type = MessageType.caughtUp

    func write(to writer: inout CanonicalWriter) {
        writer.position(position)
        writer.optional(digest) { writer, digest in writer.link(digest) }
    }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let position = try reader.position()
        self.init(position: position, digest: try reader.flag() ? try reader.link() : nil)
    }
}
