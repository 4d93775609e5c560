internal import Crypto

/// A device's Ed25519 key: made on the device, never copied off it.
///
/// Signing is deterministic, so the pure floors may do it; making a key takes seed bytes as an argument.
package struct DeviceKey: Sendable {
    package static let seedByteCount = 32

    package let seed: [UInt8]
    package let publicKey: [UInt8]
    private let key: Curve25519.Signing.PrivateKey

    /// Makes the key from thirty-two secret bytes; nil for any other number of them.
    package init?(seed: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            return nil
        }
        self.seed = seed
        self.key = key
        publicKey = Array(key.publicKey.rawRepresentation)
    }

    /// Signs bytes; nil only if the cryptographic library fails.
    package func signature(for message: [UInt8]) -> [UInt8]? {
        (try? key.signature(for: message)).map { Array($0) }
    }

    package static func isValid(
        _ signature: [UInt8], for message: [UInt8], by publicKey: [UInt8]
    ) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(signature, for: message)
    }
}
