package import Causality
internal import Crypto

/// Names the entity of a record by a hash, so that replicas which never met name it alike.
package enum ImportIdentity {
    /// The first 128 bits of SHA-256 over the three parts, each behind its length.
    package static func entity(source: String, kind: String, key: String) -> EntityID {
        var hash = SHA256()
        hash.update(data: Array("railyard import 1".utf8))
        for part in [source, kind, key] {
            let bytes = Array(part.utf8)
            let length = UInt32(truncatingIfNeeded: bytes.count)
            hash.update(
                data: (0..<4).reversed().map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) })
            hash.update(data: bytes)
        }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (position, byte) in hash.finalize().prefix(EntityID.byteCount).enumerated() {
            if position < 8 {
                high = high << 8 | UInt64(byte)
            } else {
                low = low << 8 | UInt64(byte)
            }
        }
        return EntityID(high: high, low: low)
    }
}
