package import Causality

/// Remembers what was asked for with `missing`, so that no answer that never comes makes a loop.
package struct Asking: Hashable, Sendable {
    private var counts: [VectorEntry: Int] = [:]

    package init() {}

    /// The wants that may be asked for once more.
    package mutating func admit(_ wants: [Want]) -> [Want] {
        var admitted: [Want] = []
        for want in wants {
            let count = counts[want.entry, default: 0]
            guard count < SessionLimits.missingRepeatMax,
                counts.count < SessionLimits.entriesMax || count > 0
            else { continue }
            counts[want.entry] = count + 1
            admitted.append(want)
        }
        return admitted
    }

    /// What came is no longer counted.
    package mutating func received(_ entry: VectorEntry) { counts[entry] = nil }
}
