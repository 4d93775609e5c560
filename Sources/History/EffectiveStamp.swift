/// The number that orders every fold: `e(x) = max(stamp, 1 + e(previous), 1 + e(each dependency))`.
///
/// Stamps may lie, by a wrong clock or on purpose; `e` extends causality all the same, since every
/// change is above all that it depends on.
package enum EffectiveStamp {
    /// Takes the raw stamp, and the effective ones of the previous change (nil before the first) and
    /// of all dependencies.
    package static func of(
        stamp: UInt64, previous: UInt64?, dependencies: some Sequence<UInt64>
    ) -> UInt64 {
        var effective = max(stamp, previous.map(after) ?? 0)
        #if !RAILYARD_BUG_EFFECTIVE_FLAT  // Trips `order extends causality`.
            for dependency in dependencies { effective = max(effective, after(dependency)) }
        #endif
        return effective
    }

    /// The next number, held at the end of what the canonical form can say instead of overflowing.
    private static func after(_ effective: UInt64) -> UInt64 {
        effective < .max ? effective + 1 : effective
    }
}
