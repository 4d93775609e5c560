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
        // The domain's prefix in parts: joining them and the bytes would copy all of it.
        var name = domain.rawValue
        unsafe withUnsafeBytes(of: UInt8(name.utf8.count)) {
            unsafe hasher.update(bufferPointer: $0)
        }
        name.withUTF8 { unsafe hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
        return link(hasher)
    }

    /// Hashes bytes that begin with the prefix of their domain.
    static func of(_ bytes: [UInt8]) -> Link {
        var hasher = SHA256()
        unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
        return link(hasher)
    }

    private static func link(_ hasher: SHA256) -> Link {
        unsafe hasher.finalize().withUnsafeBytes { digest in
            let word = { (place: Int) in
                UInt64(
                    bigEndian: unsafe digest.loadUnaligned(
                        fromByteOffset: 8 * place, as: UInt64.self))
            }
            return Link(word(0), word(1), word(2), word(3))
        }
    }
}

extension Hash.Domain {
    /// The length of the name and the name, before all that is hashed for this purpose.
    var prefix: [UInt8] {
        let name = rawValue.utf8
        var prefix: [UInt8] = []
        prefix.reserveCapacity(name.count + 1)
        prefix.append(UInt8(name.count))
        prefix += name
        return prefix
    }
}
