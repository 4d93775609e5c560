/// Names one unbroken stretch of a hub's order of arrival; drawn at random, never counted on.
///
/// A hub that was restored from a backup may repeat positions, so it begins a new epoch and cursors
/// of the old one no longer fit.
package struct HubEpoch: Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }
}
