import Causality
import SyncProtocol

extension Acknowledge: MessageBody {
    static let type = MessageType.acknowledge

    func write(to writer: inout CanonicalWriter) {
        writer.entries(entries)
        writer.optional(position) { writer, position in writer.position(position) }
    }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let entries = try reader.entries()
        self.init(entries: entries, position: try reader.flag() ? try reader.position() : nil)
    }
}
