import Causality
import SyncProtocol

extension DigestAnswer: MessageBody {
    static let type = MessageType.digestAnswer

    func write(to writer: inout CanonicalWriter) {
        writer.number(UInt64(number))
        writer.link(logDigest)
        writer.number(states.count)
        for state in states { state.write(to: &writer) }
    }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let number = try reader.number32()
        let logDigest = try reader.link()
        let count = try reader.count(upTo: SessionLimits.stateDigestsMax, ofSize: 33)
        var states: [StateDigest] = []
        for _ in 0..<count { states.append(try StateDigest(reading: &reader)) }
        self.init(number: number, logDigest: logDigest, states: states)
    }
}

extension DigestAnswer.StateDigest {
    func write(to writer: inout CanonicalWriter) {
        writer.counted(tag)
        writer.link(digest)
    }

    init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let tag = try reader.counted(upTo: SessionLimits.digestTagMaxBytes)
        self.init(tag: tag, digest: try reader.link())
    }
}
