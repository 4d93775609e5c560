internal import Causality
package import History

/// The device's secret key on disk: made here, readable by its owner alone, never copied off the device.
package enum DeviceKeyFile {
    /// The key; nil where none was made yet.
    package static func read(_ path: String) throws -> DeviceKey? {
        guard let bytes = PrivateFile.read(path) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        guard let seed = Hexadecimal.bytes(text), let key = DeviceKey(seed: seed) else {
            throw ReplicaError(
                .damaged, "The device key in \(path) cannot be read.",
                hint: "Restore it, or move it away and join the workspace again.")
        }
        return key
    }

    package static func make(_ path: String, seed: [UInt8]) throws -> DeviceKey {
        if let key = try read(path) { return key }
        guard let key = DeviceKey(seed: seed) else {
            throw ReplicaError(.damaged, "No device key could be made.", hint: "Try again.")
        }
        try PrivateFile.replace(path, with: Array((Hexadecimal.text(seed) + "\n").utf8))
        return key
    }
}
