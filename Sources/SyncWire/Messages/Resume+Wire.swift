import Causality
import SyncProtocol

extension Resume: MessageBody {
    static let type = MessageType.resume

    func write(to writer: inout CanonicalWriter) {
        writer.optional(cursor) { writer, cursor in cursor.write(to: &writer) }
        writer.entries(vector)
        writer.number(UInt64(creditBytes))
    }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let cursor = try reader.flag() ? try HubCursor(reading: &reader) : nil
        self.init(
            cursor: cursor, vector: try reader.entries(), creditBytes: try reader.credit())
    }
}
