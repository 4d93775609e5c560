/// Writes the one form in which a value is hashed, signed, stored and sent.
///
/// Numbers are LEB128 in as few bytes as they need; identifiers and links have fixed length;
/// strings and nested bytes bear their length. `Protocol/SPEC.md` section 4 is the grammar.
package struct CanonicalWriter: Sendable {
    package private(set) var bytes: [UInt8]

    package init(capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Begins anew behind the first bytes, in the memory that is held.
    package mutating func rewind(to length: Int) { bytes.removeLast(max(bytes.count - length, 0)) }

    package mutating func byte(_ value: UInt8) { bytes.append(value) }

    package mutating func number(_ value: UInt64) {
        var rest = value
        while rest > 0x7f {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    package mutating func number(_ value: Int) { number(UInt64(clamping: value)) }

    /// Writes a signed number as zigzag, so that small negative ones stay short.
    package mutating func signed(_ value: Int64) {
        number(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    package mutating func identifier(_ value: some Identifier) {
        let words = (value.high.bigEndian, value.low.bigEndian)
        unsafe withUnsafeBytes(of: words) { unsafe bytes.append(contentsOf: $0) }
    }

    package mutating func link(_ value: Link) { value.append(to: &bytes) }

    /// Writes bytes whose length the reader knows.
    package mutating func raw(_ value: some Collection<UInt8>) { bytes.append(contentsOf: value) }

    /// Writes the bytes of an array, as nearly all are.
    package mutating func raw(_ value: [UInt8]) { bytes += value }

    /// Writes a length, then the bytes of an array.
    package mutating func counted(_ value: [UInt8]) {
        number(value.count)
        bytes += value
    }

    /// Writes a length, then a string's bytes.
    package mutating func counted(_ value: String) {
        number(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    /// Writes a length, then the bytes.
    package mutating func counted(_ value: some Collection<UInt8>) {
        number(value.count)
        raw(value)
    }
}
