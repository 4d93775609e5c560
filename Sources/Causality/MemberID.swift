/// Names one person or service that writes; the person's entity bears the same 128 bits.
package struct MemberID: Identifier {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
