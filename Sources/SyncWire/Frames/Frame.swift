/// A unit of bytes on a connection: a type and a body, behind their length.
///
///     0               4       5
///     ┌───────────────┬───────┬──────────────────────┐
///     │ length        │ type  │ body                 │
///     │ u32 big-endian│ u8    │ length - 1 bytes     │
///     └───────────────┴───────┴──────────────────────┘
///
/// The length counts the type and the body, so it is never 0.
package struct Frame: Hashable, Sendable {
    package static let prefixByteCount = 4

    /// Types with this bit may be skipped by who does not know them; all others must be understood.
    package static let optionalBit: UInt8 = 0x80

    package let type: UInt8
    package let body: [UInt8]

    package init(type: UInt8, body: [UInt8]) {
        self.type = type
        self.body = body
    }

    package var isOptional: Bool { type & Self.optionalBit != 0 }

    /// The bytes of the whole frame, its length included.
    package var byteCount: Int { Self.prefixByteCount + 1 + body.count }

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCount)
        let length = UInt32(clamping: body.count + 1)
        for shift in stride(from: UInt32(24), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: length >> shift))
        }
        bytes.append(type)
        bytes.append(contentsOf: body)
        return bytes
    }

    /// Judges a length field before anything is kept for it.
    ///
    /// Returns the length of what follows, type and body.
    static func length(_ field: UInt32, limit: Int) throws(WireError) -> Int {
        guard field > 0 else { throw .emptyFrame }
        let length = Int(field)
        #if !RAILYARD_BUG_FRAME_LIMIT  // Trips the checker `vector frame/above_a_page`.
            guard length + prefixByteCount <= limit else {
                throw .tooLong(length + prefixByteCount, limit: limit)
            }
        #endif
        return length
    }
}
