/// A stamp that is close to wall time and never contradicts causality.
///
/// One number: milliseconds since 1970 above sixteen bits of a logical counter. Ties between streams
/// are broken by the stream's name wherever stamps order anything, so the stamp does not carry it.
/// Source: S. Kulkarni et al., "Logical Physical Clocks" (2014).
package struct HybridTimestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Bits of the logical counter below the milliseconds.
    package static let counterBits: UInt64 = 16

    /// Decoders refuse a larger stamp (year 4199), so that counting on from one can never overflow.
    package static let max = HybridTimestamp(raw: 1 << 62)

    package let raw: UInt64

    package init(raw: UInt64) { self.raw = raw }

    package init(milliseconds: UInt64, counter: UInt16 = 0) {
        raw = milliseconds << Self.counterBits | UInt64(counter)
    }

    package var milliseconds: UInt64 { raw >> Self.counterBits }
    package var counter: UInt16 { UInt16(truncatingIfNeeded: raw) }

    package var description: String { "\(milliseconds)+\(counter)" }

    package static func < (left: HybridTimestamp, right: HybridTimestamp) -> Bool {
        left.raw < right.raw
    }
}
