/// A plain text that is edited by counts of Unicode scalars and kept as UTF-8.
///
/// While every scalar is one byte, counting costs nothing; else it is one pass over the bytes.
package struct ScalarText: Hashable, Sendable {
    package private(set) var utf8: [UInt8]
    package private(set) var scalarCount: Int

    package init() {
        utf8 = []
        scalarCount = 0
    }

    /// Takes bytes that are valid UTF-8.
    package init(utf8: [UInt8]) {
        self.utf8 = utf8
        scalarCount = Self.scalarCount(of: utf8[...])
    }

    /// Replaces a stretch; what lies out of range is cut off at the end of the text.
    package mutating func splice(at position: Int, deleting count: Int, inserting text: [UInt8]) {
        let start = min(max(position, 0), scalarCount)
        let removed = min(max(count, 0), scalarCount - start)
        let lower = offset(ofScalar: start, from: 0)
        let upper = offset(ofScalar: removed, from: lower)
        utf8.replaceSubrange(lower..<upper, with: text)
        scalarCount += Self.scalarCount(of: text[...]) - removed
    }

    /// The byte offset of the scalar that lies `count` scalars beyond the one at `start`.
    package func offset(ofScalar count: Int, from start: Int) -> Int {
        guard scalarCount != utf8.count else { return min(start + count, utf8.count) }
        return Self.offset(ofScalar: count, in: utf8, from: start)
    }

    static func offset(ofScalar count: Int, in utf8: [UInt8], from start: Int) -> Int {
        var rest = count
        var offset = start
        // Whole strides are counted, not looked through: the compiler counts sixteen bytes at a time.
        while offset + strideCount <= utf8.count {
            let passed = scalarCount(of: utf8[offset..<offset + strideCount])
            guard passed <= rest else { break }
            rest -= passed
            offset += strideCount
        }
        while offset < utf8.count {
            if utf8[offset] & 0xc0 != 0x80 {
                if rest == 0 { return offset }
                rest -= 1
            }
            offset += 1
        }
        return offset
    }

    private static let strideCount = 256

    /// Every byte but the continuing ones begins a scalar.
    static func scalarCount(of utf8: ArraySlice<UInt8>) -> Int {
        var count = 0
        for byte in utf8 { count &+= byte & 0xc0 != 0x80 ? 1 : 0 }
        return count
    }
}
