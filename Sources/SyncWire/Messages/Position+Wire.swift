import Causality
import SyncProtocol

extension Position: MessageBody {
    static let type = MessageType.position

    func write(to writer: inout CanonicalWriter) {
        switch course {
        case .fromCursor: writer.byte(0)
        case .byVectors(let entries):
            writer.byte(1)
            writer.entries(entries)
        }
        writer.number(epoch.rawValue)
        writer.position(head)
        writer.wants(wants)
    }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let course: Course = try reader.flag() ? .byVectors(try reader.entries()) : .fromCursor
        self.init(
            course: course, epoch: HubEpoch(rawValue: try reader.number()),
            head: try reader.position(), wants: try reader.wants())
    }
}
