/// Reads what `CanonicalWriter` writes and nothing else: one value, one form.
///
/// Every read is checked; no input makes it trap, and nothing is allocated before its limit is checked.
package struct CanonicalReader: Sendable {
    private let bytes: [UInt8]
    package private(set) var position: Int
    private let end: Int

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = 0
        end = bytes.count
    }

    package init(_ slice: ArraySlice<UInt8>) { self.init(Array(slice)) }

    package var remaining: Int { end - position }

    package mutating func byte() throws(CanonicalError) -> UInt8 {
        guard position < end else { throw .truncated }
        let value = bytes[position]
        position += 1
        return value
    }

    package mutating func number() throws(CanonicalError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            let bits = UInt64(next & 0x7f)
            // The tenth byte holds the last bit of sixty-four.
            guard shift < 63 || bits <= 1 else { throw .overlongNumber }
            value |= bits << shift
            if next & 0x80 == 0 {
                guard next != 0 || shift == 0 else { throw .overlongNumber }
                return value
            }
            shift += 7
            guard shift <= 63 else { throw .overlongNumber }
        }
    }

    /// Reads a number that may be at most `limit`.
    package mutating func number(upTo limit: UInt64) throws(CanonicalError) -> UInt64 {
        let value = try number()
        guard value <= limit else { throw .outOfRange }
        return value
    }

    package mutating func signed() throws(CanonicalError) -> Int64 {
        let value = try number()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// Reads a count of things that take at least `size` bytes each, so that no count exceeds its input.
    package mutating func count(
        upTo limit: Int, ofSize size: Int = 1
    ) throws(CanonicalError) -> Int {
        let value = try number()
        guard value <= UInt64(limit) else {
            throw .tooMany(Int(clamping: value), limit: limit)
        }
        let count = Int(value)
        guard count <= remaining / max(size, 1) else { throw .truncated }
        return count
    }

    package mutating func identifier<Name: Identifier>(
        _ type: Name.Type = Name.self
    ) throws(CanonicalError) -> Name {
        Name(high: try word(), low: try word())
    }

    package mutating func link() throws(CanonicalError) -> Link {
        Link(try word(), try word(), try word(), try word())
    }

    package mutating func raw(_ count: Int) throws(CanonicalError) -> [UInt8] {
        guard count >= 0, count <= remaining else { throw .truncated }
        let value = Array(bytes[position..<position + count])
        position += count
        return value
    }

    package mutating func counted(upTo limit: Int) throws(CanonicalError) -> [UInt8] {
        try raw(try count(upTo: limit))
    }

    /// Passes over bytes that a later reading makes something of.
    package mutating func pass(_ count: Int) throws(CanonicalError) {
        guard count >= 0, count <= remaining else { throw .truncated }
        position += count
    }

    /// Passes over a string, which is checked to be UTF-8.
    package mutating func passText() throws(CanonicalError) {
        let count = try count(upTo: remaining)
        let text = bytes[position..<position + count]
        position += count
        guard CanonicalText.isValid(text) else { throw .invalidText }
    }

    /// The bytes that were passed since the reader stood at a position.
    package func bytes(since start: Int) -> [UInt8] {
        guard start >= 0, start <= position else { return [] }
        return Array(bytes[start..<position])
    }

    /// Confirms that nothing is left.
    package func finish() throws(CanonicalError) {
        guard position == end else { throw .trailing }
    }

    private mutating func word() throws(CanonicalError) -> UInt64 {
        guard remaining >= 8 else { throw .truncated }
        var value: UInt64 = 0
        for offset in 0..<8 { value = value << 8 | UInt64(bytes[position + offset]) }
        position += 8
        return value
    }
}
