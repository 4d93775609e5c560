package import Causality
internal import Crypto

/// SHA-256 over canonical bytes, each use set apart by a domain of its own.
package enum Hash {
    /// The purposes; a hash made for one never equals a hash made for another.
    package enum Domain: String, Sendable, CaseIterable {
        case stream = "railyard/1 stream"
        case header = "railyard/1 header"
        case body = "railyard/1 body"
        case chain = "railyard/1 chain"
        case branch = "railyard/1 branch"
        case seal = "railyard/1 seal"
        case position = "railyard/1 position"
        case logDigest = "railyard/1 log digest"
        case stateDigest = "railyard/1 state digest"
        case entity = "railyard/1 entity"
        case card = "railyard/1 card"
        case proof = "railyard/1 proof"
        case anchor = "railyard/1 anchor"
        case invite = "railyard/1 invite"
    }

    package static func of(_ domain: Domain, _ bytes: [UInt8]) -> Link {
        var hasher = SHA256()
        hasher.update(data: prefix(domain))
        hasher.update(data: bytes)
        return link(hasher.finalize())
    }

    private static func prefix(_ domain: Domain) -> [UInt8] {
        let name = Array(domain.rawValue.utf8)
        return [UInt8(name.count)] + name
    }

    private static func link(_ digest: SHA256.Digest) -> Link {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for (position, byte) in digest.enumerated() {
            switch position / 8 {
            case 0: words.0 = words.0 << 8 | UInt64(byte)
            case 1: words.1 = words.1 << 8 | UInt64(byte)
            case 2: words.2 = words.2 << 8 | UInt64(byte)
            default: words.3 = words.3 << 8 | UInt64(byte)
            }
        }
        return Link(words.0, words.1, words.2, words.3)
    }
}
