/// A SHA-256 value: a change's place in its stream's hash chain, or the digest of some canonical bytes.
package struct Link: Hashable, Comparable, Sendable, CustomStringConvertible {
    package static let byteCount = 32

    /// What the first change of every stream links to.
    package static let origin = Link(0, 0, 0, 0)

    package let first: UInt64
    package let second: UInt64
    package let third: UInt64
    package let fourth: UInt64

    package init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// Reads thirty-two bytes from an array, as every stored link is read.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        let word = { (place: Int) in
            bytes[place..<place + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        self.init(word(0), word(8), word(16), word(24))
    }

    /// Reads thirty-two bytes, most significant first; nil for any other number of bytes.
    package init?(bytes: some Sequence<UInt8>) {
        var words: [UInt64] = []
        var word: UInt64 = 0
        var count = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            count += 1
            if count % 8 == 0 {
                words.append(word)
                word = 0
            }
            guard count <= Self.byteCount else { return nil }
        }
        guard count == Self.byteCount else { return nil }
        self.init(words[0], words[1], words[2], words[3])
    }

    /// Reads sixty-four hexadecimal digits.
    package init?(hexadecimal text: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// The thirty-two bytes, most significant first.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        append(to: &bytes)
        return bytes
    }

    /// Appends the thirty-two bytes without an array of its own.
    package func append(to bytes: inout [UInt8]) {
        let words = (first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian)
        unsafe withUnsafeBytes(of: words) { unsafe bytes.append(contentsOf: $0) }
    }

    /// The first 128 bits, for names that are derived from a hash.
    package var prefix: (high: UInt64, low: UInt64) { (first, second) }

    package var description: String { Hexadecimal.text(bytes) }

    package static func < (left: Link, right: Link) -> Bool {
        (left.first, left.second, left.third, left.fourth)
            < (right.first, right.second, right.third, right.fourth)
    }
}
