/// A string as the log knows it: UTF-8 bytes, compared, ordered and hashed as bytes, never normalised.
///
/// Swift's `String` holds two spellings of "é" for equal; two replicas that did so would disagree with
/// a third that does not.
package struct CanonicalText: Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    package let utf8: [UInt8]

    package init(_ string: some StringProtocol) { utf8 = Array(string.utf8) }

    package init(stringLiteral value: StaticString) { utf8 = Array("\(value)".utf8) }

    /// Takes bytes that are valid UTF-8; nil for any others.
    package init?(utf8: [UInt8]) {
        guard Self.isValid(utf8) else { return nil }
        self.utf8 = utf8
    }

    /// Says whether bytes are UTF-8.
    static func isValid(_ utf8: some Collection<UInt8>) -> Bool {
        // Most strings are ASCII, which is seen at once; only others are decoded to be sure.
        utf8.allSatisfy { $0 < 0x80 } || String(validating: utf8, as: UTF8.self) != nil
    }

    package var string: String { String(decoding: utf8, as: UTF8.self) }
    package var isEmpty: Bool { utf8.isEmpty }
    package var description: String { string }

    package static func < (left: CanonicalText, right: CanonicalText) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
