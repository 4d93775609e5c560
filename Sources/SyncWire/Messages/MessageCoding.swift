import Causality
import History
package import SyncProtocol

/// Turns messages into frames and back.
///
/// Every message has one form. Bytes left over, lists out of order and numbers beyond their limits
/// are refused; what a message means is judged by the session.
package struct MessageCoding: Sendable {
    private let batches: ColumnarBatchCoding

    package init(batches: ColumnarBatchCoding = ColumnarBatchCoding()) {
        self.batches = batches
    }

    package func frame(of message: Message) throws(WireError) -> Frame {
        var writer = CanonicalWriter(capacity: 128)
        let type: MessageType
        if case .batch(let batch) = message {
            type = .batch
            try write(batch, to: &writer)
        } else if let body = Self.body(of: message) {
            type = Swift.type(of: body).type
            body.write(to: &writer)
        } else {
            throw .unencodable(.noChanges)
        }
        let frame = Frame(type: type.rawValue, body: writer.bytes)
        guard frame.byteCount <= WireLimits.frameMaxBytes else {
            throw .tooLong(frame.byteCount, limit: WireLimits.frameMaxBytes)
        }
        return frame
    }

    /// Reads a message; nil for one that this version does not know and need not.
    ///
    /// A batch keeps its changes in their bytes: whoever admits it expands them, and a batch that
    /// cannot be expanded then stops its own stream only, not the session.
    package func message(in frame: Frame) throws(WireError) -> Message? {
        guard let type = MessageType(rawValue: frame.type) else {
            guard frame.isOptional else { throw .unknownMessage(frame.type) }
            return nil
        }
        var reader = CanonicalReader(frame.body)
        if type == .batch { return .batch(try batch(reading: &reader)) }
        do throws(CanonicalError) {
            let message = try Self.message(type, reading: &reader)
            try reader.finish()
            return message
        } catch {
            throw .malformed(error)
        }
    }

    // MARK: Batches

    private func write(
        _ message: BatchMessage, to writer: inout CanonicalWriter
    ) throws(WireError) {
        writer.optional(message.position) { writer, position in writer.position(position) }
        if let encoded = message.batch.encoded {
            writer.raw(encoded)
        } else {
            writer.raw(try batches.encode(message.batch))
        }
    }

    private func batch(reading reader: inout CanonicalReader) throws(WireError) -> BatchMessage {
        let position: LogPosition?
        let encoded: [UInt8]
        do throws(CanonicalError) {
            position = try reader.flag() ? try reader.position() : nil
            encoded = try reader.raw(reader.remaining)
        } catch {
            throw .malformed(error)
        }
        return BatchMessage(batch: try batches.outline(encoded), position: position)
    }

    // MARK: All others

    private static func body(of message: Message) -> (any MessageBody)? {
        switch message {
        case .batch: nil
        case .hello(let body): body
        case .proof(let body): body
        case .welcome(let body): body
        case .resume(let body): body
        case .position(let body): body
        case .acknowledge(let body): body
        case .missing(let body): body
        case .refused(let body): body
        case .credit(let body): body
        case .caughtUp(let body): body
        case .ping(let body): body
        case .pong(let body): body
        case .inviteRequest(let body): body
        case .inviteAnswer(let body): body
        case .digestQuery(let body): body
        case .digestAnswer(let body): body
        case .goodbye(let body): body
        case .stateReport(let body): body
        case .allSent(let body): body
        }
    }

    private static func message(
        _ type: MessageType, reading reader: inout CanonicalReader
    ) throws(CanonicalError) -> Message {
        switch type {
        case .batch: throw .unknownTag(type.rawValue)
        case .hello: .hello(try Hello(reading: &reader))
        case .proof: .proof(try Proof(reading: &reader))
        case .welcome: .welcome(try Welcome(reading: &reader))
        case .resume: .resume(try Resume(reading: &reader))
        case .position: .position(try Position(reading: &reader))
        case .acknowledge: .acknowledge(try Acknowledge(reading: &reader))
        case .missing: .missing(try Missing(reading: &reader))
        case .refused: .refused(try Refused(reading: &reader))
        case .credit: .credit(try Credit(reading: &reader))
        case .caughtUp: .caughtUp(try CaughtUp(reading: &reader))
        case .ping: .ping(try Ping(reading: &reader))
        case .pong: .pong(try Pong(reading: &reader))
        case .inviteRequest: .inviteRequest(try InviteRequest(reading: &reader))
        case .inviteAnswer: .inviteAnswer(try InviteAnswer(reading: &reader))
        case .digestQuery: .digestQuery(try DigestQuery(reading: &reader))
        case .digestAnswer: .digestAnswer(try DigestAnswer(reading: &reader))
        case .goodbye: .goodbye(try Goodbye(reading: &reader))
        case .stateReport: .stateReport(try StateReport(reading: &reader))
        case .allSent: .allSent(try AllSent(reading: &reader))
        }
    }
}
