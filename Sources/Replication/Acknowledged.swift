internal import Causality
internal import GRDB

/// How far the hub has acknowledged the streams of this device.
struct Acknowledged {
    private let values: NamedValues

    init(_ db: Database) { values = NamedValues(db) }

    func sequence(of stream: StreamID) throws -> UInt64 {
        try values.string(Self.name(stream)).flatMap { UInt64($0) } ?? 0
    }

    func note(_ sequence: UInt64, of stream: StreamID) throws {
        guard try sequence > self.sequence(of: stream) else { return }
        try values.set(String(sequence), Self.name(stream))
    }

    private static func name(_ stream: StreamID) -> String { "acknowledged/\(stream)" }
}
