/// Names one thing in the shared state: an item, a release, a freeze.
package struct EntityID: Identifier {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
