internal import Causality
internal import History

/// Names one hub: the first 128 bits of a hash of its public key.
package struct HubID: Identifier {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    package init(publicKey: [UInt8]) {
        let prefix = Hash.of(.proof, Array("hub".utf8) + publicKey).prefix
        self.init(high: prefix.high, low: prefix.low)
    }
}
