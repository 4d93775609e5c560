/// A 128-bit name, kept as two words so that comparing and hashing it costs two instructions.
///
/// Order is the order of the sixteen bytes, most significant first.
package protocol Identifier: Hashable, Comparable, Sendable, CustomStringConvertible {
    var high: UInt64 { get }
    var low: UInt64 { get }
    init(high: UInt64, low: UInt64)
}

extension Identifier {
    /// The number of bytes in the canonical form.
    package static var byteCount: Int { 16 }

    /// Reads sixteen bytes, most significant first; nil for any other number of bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (position, byte) in bytes.enumerated() {
            if position < 8 {
                high = high << 8 | UInt64(byte)
            } else {
                low = low << 8 | UInt64(byte)
            }
        }
        self.init(high: high, low: low)
    }

    /// Reads sixteen bytes from an array, as every stored name is read.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for place in 0..<8 {
            high = high << 8 | UInt64(bytes[place])
            low = low << 8 | UInt64(bytes[place + 8])
        }
        self.init(high: high, low: low)
    }

    /// Reads thirty-two hexadecimal digits, as `description` writes them.
    package init?(hexadecimal text: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// The sixteen bytes, most significant first.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        unsafe withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) {
            unsafe bytes.append(contentsOf: $0)
        }
        return bytes
    }

    package var description: String { Hexadecimal.text(bytes) }

    // Compared and hashed many times for each operation, from every floor: worth a body that callers see.

    @inlinable
    package static func == (left: Self, right: Self) -> Bool {
        left.high == right.high && left.low == right.low
    }

    @inlinable
    package static func < (left: Self, right: Self) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    @inlinable
    package func hash(into hasher: inout Hasher) {
        hasher.combine(high)
        hasher.combine(low)
    }

    /// What dictionaries and sets ask for.
    @inlinable
    package func _rawHashValue(seed: Int) -> Int {
        NameHash.ended(NameHash.begun(high, low, seed: seed))
    }
}
