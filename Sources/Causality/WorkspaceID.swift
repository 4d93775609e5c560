/// The unit of sharing: one log, one version vector, one membership log.
package struct WorkspaceID: Identifier {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
