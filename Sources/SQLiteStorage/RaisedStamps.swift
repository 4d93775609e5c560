internal import Causality

/// The bytes in which a run's raised effective stamps are kept: pairs by sequence, as differences.
enum RaisedStamps {
    static func encode(_ stamps: [UInt64: UInt64]) -> [UInt8] {
        var writer = CanonicalWriter(capacity: stamps.count * 4 + 8)
        writer.number(stamps.count)
        var sequence: UInt64 = 0
        var stamp: UInt64 = 0
        for (next, value) in stamps.sorted(by: { $0.key < $1.key }) {
            writer.number(next &- sequence)
            writer.signed(Int64(bitPattern: value &- stamp))
            sequence = next
            stamp = value
        }
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8]?) throws -> [UInt64: UInt64] {
        guard let bytes else { return [:] }
        var stamps: [UInt64: UInt64] = [:]
        do {
            var reader = CanonicalReader(bytes)
            let count = try reader.count(upTo: bytes.count, ofSize: 2)
            var sequence: UInt64 = 0
            var stamp: UInt64 = 0
            for _ in 0..<count {
                sequence &+= try reader.number()
                stamp &+= UInt64(bitPattern: try reader.signed())
                stamps[sequence] = stamp
            }
            try reader.finish()
        } catch {
            throw StoredForm.broken
        }
        return stamps
    }
}
