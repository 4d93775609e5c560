import Causality

/// How the bytes of a value lie in their column: as they are, or for a text without its own prefix.
///
/// A text is a tag, a length and its bytes; the column of lengths has said both already.
struct ValueForm {
    static let textTag: UInt8 = 4

    /// What the column of lengths holds: twice the number of bytes kept, plus 1 for a text.
    let code: UInt64
    /// The bytes at the front that are left out.
    let prefixLength: Int

    init(of value: [UInt8]) {
        let length = Self.textLength(of: value)
        code = UInt64(length ?? value.count) << 1 | (length == nil ? 0 : 1)
        prefixLength = value.count - (length ?? value.count)
    }

    /// The bytes of a value from what its column keeps.
    static func value(isText: Bool, kept: [UInt8]) -> [UInt8] {
        guard isText else { return kept }
        var writer = CanonicalWriter(capacity: kept.count + 4)
        writer.byte(textTag)
        writer.counted(kept)
        return writer.bytes
    }

    /// The length of a text that fills the value exactly; nil where the value is anything else.
    private static func textLength(of value: [UInt8]) -> Int? {
        guard value.first == textTag else { return nil }
        var length = 0
        for (position, byte) in value.dropFirst().prefix(4).enumerated() {
            length |= Int(byte & 0x7f) << (7 * position)
            if byte & 0x80 == 0 {
                let isShortest = byte != 0 || position == 0
                return isShortest && length == value.count - position - 2 ? length : nil
            }
        }
        return nil
    }
}
