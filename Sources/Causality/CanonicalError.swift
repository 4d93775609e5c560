/// Why bytes are not the canonical form of anything.
package enum CanonicalError: Error, Equatable, Sendable {
    /// The bytes end inside a value.
    case truncated
    /// A number is written longer than it need be, or does not fit 64 bits.
    case overlongNumber
    /// A number lies outside what its field may hold.
    case outOfRange
    /// A count or length is above its limit; nothing was allocated.
    case tooMany(Int, limit: Int)
    /// A string is not UTF-8.
    case invalidText
    /// A tag names nothing that this version knows.
    case unknownTag(UInt8)
    /// A list that has one order is in another, or names something twice.
    case unordered
    /// Bytes are left over.
    case trailing
}
