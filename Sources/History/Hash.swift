package import Causality

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
        var digest = RunningHash()
        // The domain's prefix in parts: joining them and the bytes would copy all of it.
        var name = domain.rawValue
        unsafe withUnsafeBytes(of: UInt8(name.utf8.count)) { unsafe digest.update($0) }
        name.withUTF8 { unsafe digest.update(UnsafeRawBufferPointer($0)) }
        unsafe bytes.withUnsafeBytes { unsafe digest.update($0) }
        return digest.finish()
    }

    /// Hashes bytes that begin with the prefix of their domain.
    static func of(_ bytes: [UInt8]) -> Link {
        var digest = RunningHash()
        unsafe bytes.withUnsafeBytes { unsafe digest.update($0) }
        return digest.finish()
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
