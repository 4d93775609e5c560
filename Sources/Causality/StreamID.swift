/// Names the numbered, hash-chained changes of one database incarnation on one device.
///
/// A branch of a forked stream bears such a name too; see `History.Lineage`.
package struct StreamID: Identifier {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
