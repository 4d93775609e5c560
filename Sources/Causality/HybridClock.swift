/// Makes the stamps of one stream: strictly increasing, ahead of what was seen, close to wall time.
///
/// Wall time is an argument, never read here. A foreign stamp moves the clock only if it lies at most
/// `foldMaxMilliseconds` ahead of wall time: one laptop in the year 2036 does not take everybody along.
/// Causality does not suffer, because order uses the effective stamp (`History.EffectiveStamp`).
package struct HybridClock: Hashable, Sendable {
    /// Five minutes: above the drift of clocks that are set by network time, below a working day's confusion.
    package static let foldMaxMilliseconds: UInt64 = 5 * 60 * 1000

    /// The last stamp made or folded in.
    package private(set) var last: HybridTimestamp

    /// Milliseconds to add to the local wall clock, as the last handshake measured them.
    package var offsetMilliseconds: Int64

    package init(
        last: HybridTimestamp = HybridTimestamp(raw: 0), offsetMilliseconds: Int64 = 0
    ) {
        self.last = last
        self.offsetMilliseconds = offsetMilliseconds
    }

    /// Makes the next stamp of this stream.
    package mutating func tick(atMilliseconds wall: UInt64) -> HybridTimestamp {
        let physical = HybridTimestamp(milliseconds: corrected(wall))
        let next = HybridTimestamp(raw: last.raw &+ 1)
        last = min(max(physical, next), .max)
        return last
    }

    /// Takes a foreign stamp into account; says whether it was near enough to count.
    @discardableResult
    package mutating func fold(
        _ foreign: HybridTimestamp, atMilliseconds wall: UInt64
    ) -> Bool {
        #if !RAILYARD_BUG_FOLD_UNBOUNDED  // trips the checker "a clock ten years ahead"
            guard foreign.milliseconds <= corrected(wall) + Self.foldMaxMilliseconds else {
                return false
            }
        #endif
        last = max(last, foreign)
        return true
    }

    /// Wall time with the offset applied, kept inside what a stamp can hold.
    private func corrected(_ wall: UInt64) -> UInt64 {
        let most = HybridTimestamp.max.milliseconds
        let bounded = Int64(clamping: min(wall, most))
        let (sum, overflow) = bounded.addingReportingOverflow(offsetMilliseconds)
        return overflow ? most : min(UInt64(clamping: sum), most)
    }
}
